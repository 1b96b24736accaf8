/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-files.h"

G_BEGIN_DECLS

struct _OfficeFiles {
  GObject parent_instance;

  OfficeStore *store;
  OfficeClock *clock;
  char *folder;
  gint64 limit;
  GHashTable *busy; /* names of incoming files of which a piece is being written */
  guint n_sweeps;   /* that are under way */
  guint timeout;
  gboolean stopped;
};

/* ---- the folder: any thread; hash and person are valid ---- */
char *office_files_folder_of (OfficeDatabase *database); /* NULL: the book is in memory */
gboolean office_files_folder_make (const char *folder, GError **error);
char *office_files_folder_build (const char *folder, const char *hash);
char *office_files_folder_build_incoming (const char *folder, const char *name);
gint64 office_files_folder_measure (const char *path); /* bytes; -1: there is no such file */
/* Blocking. *length: what has come of it afterwards. */
gboolean office_files_folder_append (const char *path, gint64 offset, GBytes *piece, gint64 now, gint64 *length,
                                     GError **error);
gboolean office_files_folder_adopt (const char *folder, const char *incoming, const char *hash, gint64 now,
                                    GError **error);
void office_files_folder_sweep_incoming (const char *folder, gint64 before);
GPtrArray *office_files_folder_list (const char *folder,
                                     gint64 before); /* hashes of files that were kept before; full */
gboolean office_files_folder_is_older (const char *path, gint64 before);

/* ---- the book ---- */
gboolean office_files_has_uploaded (OfficeDatabase *database, const char *hash, const char *person, GError **error);

gboolean office_files_note_upload (OfficeTransaction *transaction, const char *hash, const char *person, GError **error);

/* ---- cleaning ---- */
void office_files_prune (OfficeFiles *self);

G_END_DECLS
