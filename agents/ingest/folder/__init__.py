"""Files and folders that are followed: what is there is sent, then what comes."""
