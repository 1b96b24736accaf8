/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The host's data folder, held by one process at a time (flock on DIR/lock, which the kernel lets go when that process dies). */
typedef struct _OfficeDataFolder OfficeDataFolder;

OfficeDataFolder *office_data_folder_open (const char *path, GError **error);
OfficeDataFolder *office_data_folder_open_to_restore (const char *path, GError **error); /* also where a restore was interrupted */
gboolean office_data_folder_is_held (const char *path); /* by a host or a tool */
void office_data_folder_close (OfficeDataFolder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeDataFolder, office_data_folder_close)

const char *office_data_folder_get_path (OfficeDataFolder *self); /* absolute */
char *office_data_folder_build_path (OfficeDataFolder *self, const char *file);

G_END_DECLS
