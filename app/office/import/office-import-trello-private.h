/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-import.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What is known of a board while its cards are read. Strings belong to the board's JSON. */
typedef struct {
  OfficeImport *import;
  JsonObject *board;
  GHashTable *columns;    /* id of a list → its place + 1; of an archived one 0 */
  GHashTable *list_names; /* id of an archived list → its name */
  GHashTable *used_lists; /* ids of archived lists with cards */
  GHashTable *labels;     /* id → place + 1 */
  GHashTable *people;     /* id → place + 1 */
  GHashTable *checklists; /* id of a card → GPtrArray of JsonObject */
  GHashTable *comments;   /* id of a card → GPtrArray of JsonObject, the newest first */
  GHashTable *fields;     /* id of a custom field → JsonObject */
  GPtrArray *left_out;    /* of the card that is being read: char */
  guint n_attachments;
  guint n_missing_comments;
} OfficeTrello;

/* ---- office-import-trello-json.c: members that may be anything; one of another type is as if it was not there ---- */
const char *office_trello_get_text (JsonObject *object, const char *name); /* object nullable; NULL: none */
gboolean office_trello_get_boolean (JsonObject *object, const char *name);
double office_trello_get_number (JsonObject *object, const char *name); /* object nullable; 0: none */
gboolean office_trello_has_number (JsonObject *object, const char *name);
guint office_trello_get_count (JsonObject *object, const char *name); /* object nullable; 0: none, or nothing one counts */
JsonObject *office_trello_get_object (JsonObject *object, const char *name); /* object nullable; NULL: none */
GPtrArray *office_trello_list_objects (JsonObject *object, const char *name); /* of JsonObject; object nullable; full, never NULL */
GPtrArray *office_trello_list_texts (JsonObject *object, const char *name);   /* of const char; likewise */
int office_trello_compare_pos (gconstpointer a, gconstpointer b);             /* of JsonObject */
const char *office_trello_text_or (const char *text, const char *other);

/* ---- office-import-trello.c: what cards refer to ---- */
guint office_trello_take_label (OfficeTrello *self, JsonObject *label); /* its place */
OfficeImportPerson *office_trello_find_person (OfficeTrello *self, const char *id, guint *place); /* id nullable; NULL: unknown */

/* ---- office-import-trello-card.c ---- */
void office_trello_read_card (OfficeTrello *self, JsonObject *card);
void office_trello_leave_out (OfficeTrello *self, const char *format, ...) G_GNUC_PRINTF (2, 3); /* of this card; translated */

/* ---- office-import-trello-parts.c: what a card has of its own ---- */
void office_trello_take_checklists (OfficeTrello *self, OfficeImportTask *task, JsonObject *card);
void office_trello_take_fields (OfficeTrello *self, OfficeImportTask *task, JsonObject *card);
void office_trello_take_attachments (OfficeTrello *self, OfficeImportTask *task, JsonObject *card);
void office_trello_take_comments (OfficeTrello *self, OfficeImportTask *task, JsonObject *card);

G_END_DECLS
