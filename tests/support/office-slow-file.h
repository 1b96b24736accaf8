/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file of which only as much can be read as the test lets through: reading more waits. It has zeros. */
#define OFFICE_TYPE_SLOW_FILE (office_slow_file_get_type ())
G_DECLARE_FINAL_TYPE (OfficeSlowFile, office_slow_file, OFFICE, SLOW_FILE, GObject)

GFile *office_slow_file_new (const char *name, gint64 size); /* full */
void office_slow_file_let (OfficeSlowFile *self, gint64 n);  /* bytes from its beginning */

G_END_DECLS
