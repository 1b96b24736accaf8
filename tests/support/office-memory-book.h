/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-effects.h"

G_BEGIN_DECLS

/* A book in memory: what a host's or a client's is to the rules of office-effects, without SQL. */
#define OFFICE_TYPE_MEMORY_BOOK (office_memory_book_get_type ())
G_DECLARE_FINAL_TYPE (OfficeMemoryBook, office_memory_book, OFFICE, MEMORY_BOOK, GObject)

/* host: whether it gives seqs and knows who changed a field at which revision; a client's does not. */
OfficeMemoryBook *office_memory_book_new (gboolean host);
void office_memory_book_set_host (OfficeMemoryBook *self, gboolean host); /* whether it gives numbers */
gint64 office_memory_book_get_head (OfficeMemoryBook *self);
guint office_memory_book_count (OfficeMemoryBook *self);
/* Puts the record in as it is, at the next revision, changed by nobody. Takes the record. */
void office_memory_book_put (OfficeMemoryBook *self, OfficeRecord *record);
/* Writes the effects at the next revision, which is given back. */
gint64 office_memory_book_apply (OfficeMemoryBook *self, OfficeEffects *effects, const char *person);

G_END_DECLS
