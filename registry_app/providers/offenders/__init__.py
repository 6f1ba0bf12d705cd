"""The list of offenders: proposal, notice, answer, decision, appeal, expiry, correction; outside it says yes or no."""
