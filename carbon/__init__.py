"""The carbon footprint of the models on the Hugging Face Hub: mined, classified, shown."""
