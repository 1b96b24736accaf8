/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a data folder holds beside its database, and what belongs into a backup: key, certificate, attached files. */
typedef struct {
  char *name; /* relative to the folder, with slashes */
  guint mode; /* permissions */
} OfficeDataFile;
void office_data_file_free (OfficeDataFile *self);

GPtrArray *office_data_files_list (const char *folder, GError **error);
gboolean office_data_file_name_is_safe (const char *name); /* stays inside a folder */
char *office_data_file_hash (const char *path, GError **error); /* SHA-256, hex */
gboolean office_data_files_sync (const char *path, GError **error); /* a file or a folder onto the disk */

G_END_DECLS
