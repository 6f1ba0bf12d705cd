"""Known homes in bulk: a file of one home a line; each good line goes in whole, each bad one is named."""
