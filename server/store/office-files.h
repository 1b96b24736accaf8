/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-store.h"

G_BEGIN_DECLS

/*
 * The bytes of attachments, beside the book: DATA/files/ab/HASH, and what has come so far of an upload in
 * DATA/files/incoming/HASH-PERSON. The book says who may read them (records that name the hash, as `file` and `enclosure`) and who has uploaded them.
 * Belongs to the store's main context; the disk is read and written in threads.
 */
#define OFFICE_TYPE_FILES (office_files_get_type ())
G_DECLARE_FINAL_TYPE (OfficeFiles, office_files, OFFICE, FILES, GObject)

/* How far one person's upload of a file is. */
typedef struct {
  gint64 offset;     /* bytes that have come */
  gboolean complete; /* the whole is kept, and the person may name it in an operation */
} OfficeUploadState;

/* Makes the folders beside the book and removes what nobody needs, now and once a day. limit: bytes of the largest file. */
OfficeFiles *office_files_new (OfficeStore *store, OfficeClock *clock, gint64 limit, GError **error);
void office_files_stop (OfficeFiles *self); /* no new pieces, no cleaning; before the store is closed */
gint64 office_files_get_limit (OfficeFiles *self);
guint office_files_count_busy (OfficeFiles *self); /* pieces that are being written, and cleaning */

OfficeUploadState office_files_look (OfficeFiles *self, const char *hash, const char *person); /* hash: valid */
/* One piece. CONFLICT with the field "offset" where it does not fit: office_files_look() tells where to go on. */
void office_files_write_async (OfficeFiles *self, const char *hash, const char *person, gint64 offset, gint64 size,
                               GBytes *piece, GAsyncReadyCallback callback, gpointer data);
gboolean office_files_write_finish (OfficeFiles *self, GAsyncResult *result, OfficeUploadState *state, GError **error);

/* The record through which the person may read the file now; full, nullable. */
OfficeRecord *office_files_find_record (OfficeBook *book, const char *hash, const char *person);
char *office_files_dup_path (OfficeFiles *self, const char *hash, gint64 *size); /* NULL: not there */

/* Writer's thread: whether a new record may name its file. CONFLICT with the field "files" where the host has not got it. */
gboolean office_files_check (OfficeTransaction *transaction, OfficeRecord *file, const char *person, GError **error);
gboolean office_files_check_effects (OfficeTransaction *transaction, OfficeEffects *effects, const char *person, GError **error); /* all of them */

G_END_DECLS
