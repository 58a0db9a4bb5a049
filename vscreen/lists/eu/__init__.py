"""Lists of the European Union: asset freezes, and Regulation 833/2014 with its ships."""
