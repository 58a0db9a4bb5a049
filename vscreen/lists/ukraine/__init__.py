"""Lists of Ukraine: the NSDC's register and the intelligence service's ships."""
