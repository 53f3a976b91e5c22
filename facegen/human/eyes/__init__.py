"""Eyes: eyeballs that fit and turn in any socket, corneas, tear lines and the lids' shade."""
