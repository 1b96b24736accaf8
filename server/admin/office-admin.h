/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* `office --admin COMMAND …`: what the keeper of a host does on its machine. Returns the exit status: 0; 1 when it could not
 * be done, or something is wrong; 2 for wrong options. */
int office_admin_main (int argc, char **argv);

G_END_DECLS
