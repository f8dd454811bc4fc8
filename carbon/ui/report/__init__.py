"""The page on reporting one's own model: form, checks, the block to publish, and advice from today's figures."""
