"""What pages, routes and commands ask and say alike: filters, facts and their words; draws and sends nothing."""
