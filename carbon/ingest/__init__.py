"""The background job that fills the store from the Hub."""
