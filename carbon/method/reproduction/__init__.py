"""The 2023 study's figures computed anew from its published tables; nothing here knows what should come out."""
