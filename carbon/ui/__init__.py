"""What people see: navigation, filters, cards, charts."""
