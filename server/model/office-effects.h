/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-operation.h"

G_BEGIN_DECLS

/*
 * What an operation does to a book, stated once for both sides: the host applies it with authority inside its write
 * transaction, a client applies it at once to what its window shows. Pure: no clock, no random, no SQL.
 */

/* The book an operation is applied to. */
#define OFFICE_TYPE_BOOK (office_book_get_type ())
G_DECLARE_INTERFACE (OfficeBook, office_book, OFFICE, BOOK, GObject)

struct _OfficeBookInterface {
  GTypeInterface parent_iface;

  /* The record as it is now, changes of this operation included; NULL when there is none. Transfer full. */
  OfficeRecord *(*get) (OfficeBook *self, const char *id);
  /* All records of a kind whose indexed field has this value (field "scope": that are in it; NULL: all of the kind), in no order. Transfer container and content. */
  GPtrArray *(*list) (OfficeBook *self, const char *kind, const char *field, const char *value);
  /* The task of a column that stands next behind this position and id; as list() knows it. Optional; transfer full, nullable. */
  OfficeRecord *(*next_task) (OfficeBook *self, const char *column, const char *position, const char *id);
  /* The seq for a new message of the room: the host's next one; a client answers 0 (not yet known). */
  gint64 (*next_seq) (OfficeBook *self, const char *room);
  /* The seq of the newest message of the room that the book has, 0: none. Optional where the next one is known. */
  gint64 (*newest_seq) (OfficeBook *self, const char *room);
  /* The number for a new task of the room, as with messages: the host's next one; a client answers 0. */
  gint64 (*next_number) (OfficeBook *self, const char *room);
  /* The revision that last changed a field of a record, who did it and by which operation; a client answers 0. `by` and `operation` nullable, transfer full. */
  gint64 (*field_rev) (OfficeBook *self, const char *id, const char *field, char **by, char **operation);
};

OfficeRecord *office_book_get (OfficeBook *self, const char *id);
GPtrArray *office_book_list (OfficeBook *self, const char *kind, const char *field, const char *value);
OfficeRecord *office_book_next_task (OfficeBook *self, const char *column, const char *position, const char *id);
gint64 office_book_next_seq (OfficeBook *self, const char *room);
gint64 office_book_newest_seq (OfficeBook *self, const char *room);
gint64 office_book_next_number (OfficeBook *self, const char *room);
gint64 office_book_field_rev (OfficeBook *self, const char *id, const char *field, char **by, char **operation);

/* A field of another person's that this operation replaced. */
typedef struct {
  char *field;
  char *by;
  JsonNode *was; /* nullable */
} OfficeOverwritten;
OfficeOverwritten *office_overwritten_new (const char *field, const char *by, JsonNode *was); /* copies was */
void office_overwritten_free (OfficeOverwritten *self);

typedef struct {
  char *operation;        /* its id; nullable: made by the host itself */
  GPtrArray *written;     /* OfficeRecord: new or changed, rev not yet given; in the order of writing, each id once */
  GPtrArray *gone;        /* OfficeRecord made by office_record_new_gone: removed from that scope */
  GPtrArray *overwritten; /* OfficeOverwritten */
} OfficeEffects;

OfficeEffects *office_effects_new (void);
void office_effects_free (OfficeEffects *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeEffects, office_effects_free)

/* Checks form, limits, references and rights, and works out what changes; NULL with an OFFICE_PROBLEM where it is refused. */
OfficeEffects *office_effects_of (OfficeOperation *operation, OfficeBook *book, const char *person, const char *office,
                                  gint64 now, GError **error);

/*
 * What the host does by itself when the time of a `scheduled` or a `reminder` has come: sends it, or rings. Empty where
 * nothing is to be done. Where it is refused, office_effects_of_refusal() is what comes of it.
 */
OfficeEffects *office_effects_of_due (OfficeRecord *due, OfficeBook *book, const char *office, gint64 now,
                                      GError **error);
OfficeEffects *office_effects_of_refusal (OfficeRecord *due, const GError *problem);

/* Of tasks whose time has come: when that is (0: never), and what is said then. */
gint64 office_task_get_overdue_at (OfficeRecord *task, OfficeBook *book);
gint64 office_task_get_reminder_at (OfficeRecord *task, OfficeBook *book, const char *person); /* ms; 0: not at all */
char *office_task_derive_reminder (OfficeRecord *task, const char *person); /* full: the id of that reminder */
OfficeEffects *office_effects_of_overdue (OfficeRecord *task, OfficeBook *book, gint64 now);

/* Short ids for rooms and tasks of a book that was made without; the host's, in the order of `records`. */
OfficeEffects *office_effects_of_numbering (OfficeBook *book, GPtrArray *records);

/* Rights, as both sides judge them from records. */
gboolean office_access_is_member (OfficeBook *book, const char *person, const char *room);
gboolean office_access_may_see_scope (OfficeBook *book, const char *person, const char *scope);
gboolean office_access_may_write_room (OfficeBook *book, const char *person, const char *room);

/* Ids of people (and of tasks) that a text mentions, each once; never NULL. Only links that name a valid id count. */
char **office_text_dup_mentions (const char *text, const char *kind); /* kind: "person" or "task" */
/* The text as plain words: [@Ben](office:person/ID) becomes @Ben. Transfer full. */
char *office_text_to_plain (const char *text);

G_END_DECLS
