/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names of files come from other people: what is shown of one, what it is called on a disk, and whether it would run. */
char *office_file_name_dup_shown (const char *name); /* full; nullable: one line that does not deceive, never empty */
char *office_file_name_dup_on_disk (const char *name); /* full: a name, never a path, never hidden */
gboolean office_file_name_is_program (const char *name, const char *media_type);
gboolean office_file_is_program (const char *path); /* by its first bytes; blocking, a few bytes */

G_END_DECLS
