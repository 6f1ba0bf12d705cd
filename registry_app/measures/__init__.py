"""What is done about a home: notices to those without authorisation, and the ladder from advice to closure."""
