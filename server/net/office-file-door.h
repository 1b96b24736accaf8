/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-files.h"
#include "office-router.h"

G_BEGIN_DECLS

/* /files/HASH of PROTOCOL.md section 3: pieces up, files down. */
typedef struct _OfficeFileDoor OfficeFileDoor;

OfficeFileDoor *office_file_door_new (OfficeStore *store, OfficeFiles *files);
void office_file_door_free (OfficeFileDoor *self);
const OfficeRoute *office_file_door_get_routes (guint *n_routes); /* their data is an OfficeFileDoor */
guint office_file_door_count (OfficeFileDoor *self);              /* requests that wait for the disk */

G_END_DECLS
