/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

char *golden_read (const char *name);                   /* tests/golden/NAME.json without its last newline; transfer full */
char *golden_read_source (const char *path);            /* a file named from the top of the sources; transfer full */
char **golden_list (void);                              /* the names, sorted; transfer full */
