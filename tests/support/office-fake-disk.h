/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-random.h"

G_BEGIN_DECLS

/*
 * A disk for SQLite that can lose what was not synced. Files below its folder live in memory; every other path goes to the
 * real file system as ever. The first disk installs SQLite's default VFS for the process. All of it belongs to one thread.
 *
 * A write reaches the page cache at once and the platter with the next sync of its file. When the power fails, what was
 * written since the last sync is there in part: each write whole, cut at a sector, or not at all, and no order between them
 * is kept. When only the process dies, the page cache stays.
 */
#define OFFICE_TYPE_FAKE_DISK (office_fake_disk_get_type ())
G_DECLARE_FINAL_TYPE (OfficeFakeDisk, office_fake_disk, OFFICE, FAKE_DISK, GObject)

typedef struct _OfficeDiskImage OfficeDiskImage; /* what stood on a disk at one moment */

OfficeFakeDisk *office_fake_disk_new (const char *folder, OfficeRandom *random); /* a real folder that exists */

/* The process that uses the disk dies: handles that are open go on in a world of their own until they are closed, and change
 * nothing any more. To be followed by office_fake_disk_restart() when they all are. */
void office_fake_disk_crash (OfficeFakeDisk *self, gboolean power);
void office_fake_disk_restart (OfficeFakeDisk *self);
/* The process dies in the middle: before the n-th write or sync from now. It does not know; the crash that has to follow takes
 * the disk back to that moment. 0: it lives on. */
void office_fake_disk_crash_in (OfficeFakeDisk *self, guint n, gboolean power);
gboolean office_fake_disk_has_crashed (OfficeFakeDisk *self);

OfficeDiskImage *office_fake_disk_copy (OfficeFakeDisk *self); /* as `cp -a` of a disk that is held still */
void office_fake_disk_paste (OfficeFakeDisk *self, OfficeDiskImage *image); /* in place of all that is there; nothing may be open */
void office_disk_image_free (OfficeDiskImage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeDiskImage, office_disk_image_free)

/* Writes and truncations fail with SQLITE_FULL beyond so many bytes of all files; 0: as many as one likes. */
void office_fake_disk_set_room (OfficeFakeDisk *self, gsize bytes);

G_END_DECLS
