-- key, value: what a snapshot says about itself.
SELECT key, value FROM meta;
