"""A stand-in for Slack on loopback that refuses what Slack refuses, and a page on which people try the bot."""
