/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kinds-markdown.h"

/* Prints what section 9 of PROTOCOL.md has to say, to be put there after kinds.c was changed. */
int
main (void)
{
  g_autofree char *text = kinds_to_markdown ();

  g_print ("%s", text);
  return 0;
}
