/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-effects.h"
#include "office-json.h"
#include "office-problem.h"

G_BEGIN_DECLS

/* One operation while its effects are worked out. Lives on the stack of office_effects_of(). */
typedef struct {
  JsonObject *with;
  OfficeBook *book;
  const char *person; /* who acts */
  const char *office;
  gint64 base;
  const char *follows; /* nullable */
  const char *operation; /* its id; NULL: the host does it by itself, and then with.id may be a derived one */
  gint64 now;
  OfficeRecord *actor; /* the person's record */
  OfficeEffects *effects;
  GHashTable *written; /* id → OfficeRecord of effects->written */
} OfficeAct;

typedef gboolean (*OfficeActFunc) (OfficeAct *self, GError **error);
OfficeEffects *office_act_carry_out (OfficeActFunc act, const OfficeAct *what, GError **error);

/* The operations */
gboolean office_act_room_create (OfficeAct *self, GError **error);
gboolean office_act_room_open_direct (OfficeAct *self, GError **error);
gboolean office_act_member_add (OfficeAct *self, GError **error);
gboolean office_act_member_remove (OfficeAct *self, GError **error);
gboolean office_act_message_send (OfficeAct *self, GError **error);
gboolean office_act_file_add (OfficeAct *self, GError **error);
gboolean office_act_message_schedule (OfficeAct *self, GError **error);
gboolean office_act_message_pin (OfficeAct *self, GError **error);
gboolean office_act_message_save (OfficeAct *self, GError **error);
gboolean office_act_reaction_add (OfficeAct *self, GError **error);
gboolean office_act_reaction_remove (OfficeAct *self, GError **error);
gboolean office_act_read_mark (OfficeAct *self, GError **error);
gboolean office_act_activity_mark (OfficeAct *self, GError **error);
gboolean office_act_reminder_set (OfficeAct *self, GError **error);
gboolean office_act_room_prefer (OfficeAct *self, GError **error);
gboolean office_act_draft_set (OfficeAct *self, GError **error);
gboolean office_act_task_create (OfficeAct *self, GError **error);
gboolean office_act_task_move (OfficeAct *self, GError **error);
gboolean office_act_task_restore (OfficeAct *self, GError **error);
gboolean office_act_task_archive (OfficeAct *self, GError **error);
gboolean office_act_task_snooze (OfficeAct *self, GError **error);
gboolean office_act_feed_set (OfficeAct *self, GError **error);
gboolean office_act_task_transfer (OfficeAct *self, GError **error);
gboolean office_act_put (OfficeAct *self, GError **error);
gboolean office_act_patch (OfficeAct *self, GError **error);
gboolean office_act_remove (OfficeAct *self, GError **error);

/* What follows from an operation when it has said what it writes */
gboolean office_act_follow (OfficeAct *self, GError **error);
gboolean office_act_repeat (OfficeAct *self, GError **error);
void office_act_number (OfficeAct *self); /* these are the host's */
void office_act_note_changes (OfficeAct *self);
void office_act_keep_due (OfficeAct *self);
void office_act_say (OfficeAct *self);
gboolean office_reminder_is_vain (OfficeRecord *reminder, OfficeBook *book);
GPtrArray *office_act_dup_written (OfficeAct *self);

/* Who acts */
gboolean office_act_is_admin (OfficeAct *self);
gboolean office_act_is_guest (OfficeAct *self);

/* Parts of operations that others are made of too. Records are borrowed. */
gboolean office_act_drops (OfficeAct *self, OfficeRecord *record); /* the operation has taken it away */
gboolean office_act_check_not_trashed (OfficeRecord *task, GError **error); /* 409 */
void office_act_set_column (OfficeAct *self, OfficeRecord *task, OfficeRecord *column); /* the task is office_act_edit()'s */
gboolean office_act_place (OfficeAct *self, OfficeRecord *task, OfficeRecord *column, GError **error); /* where with.after and with.position say */
gboolean office_act_move_within_room (OfficeAct *self, OfficeRecord *task, GError **error); /* to with.column */
OfficeRecord *office_act_find_first_column (OfficeAct *self, const char *room); /* of those that are open, else of all; NULL: it has none; transfer full */
gboolean office_act_is_host (OfficeAct *self); /* only it makes what is for other people alone */
void office_act_add_mention (OfficeAct *self, OfficeRecord *message, const char *person);
gboolean office_act_take_place (OfficeAct *self, OfficeRecord *message, const char *room, GError **error); /* with.thread, .task, .quote */
void office_act_keep_version (OfficeAct *self, OfficeRecord *message); /* as it is, before it is edited */
void office_act_note_joined (OfficeAct *self, const char *room, const char *person); /* what was said before is not unread */
OfficeRecord *office_act_edit_own (OfficeAct *self, const char *kind, GError **error); /* the actor's record with.id, or a new one; borrowed */
void office_act_assign (OfficeAct *self, OfficeRecord *task, OfficeRecord *before); /* tells who was assigned; before: nullable */

/* Reading: what this operation has written already counts. Records are transfer full. */
OfficeRecord *office_act_get (OfficeAct *self, const char *id, const char *kind); /* of any scope; NULL: none of that kind */
OfficeRecord *office_act_find (OfficeAct *self, const char *member, const char *kind, GError **error); /* named by with[member]; 404 unless visible */
OfficeRecord *office_act_find_room (OfficeAct *self, const char *member, GError **error); /* and not archived: 409 */
OfficeRecord *office_act_find_place (OfficeAct *self, GError **error); /* the room of with.task, else with.room; not archived */
OfficeRecord *office_act_find_in_room (OfficeAct *self, const char *member, const char *kind, const char *room, GError **error); /* NULL without error: with has none */
gboolean office_act_check_open (OfficeAct *self, OfficeRecord *record, GError **error); /* 409 when the record's room is archived */
gboolean office_act_get_new_id (OfficeAct *self, const char **id, GError **error); /* with.id; 409 when there is such a record */
gboolean office_act_check_reference (OfficeAct *self, const OfficeField *field, const char *room, const char *id, GError **error); /* a member of an id set */

/* What the table of kinds cannot say of a task or a step. The value has its field's form. */
gboolean office_act_check_work (OfficeAct *self, OfficeRecord *record, const OfficeField *field, JsonNode *value, GError **error);
gboolean office_act_check_member (OfficeAct *self, OfficeRecord *record, const OfficeField *field, const char *id, GError **error); /* added to a set */

gboolean office_act_check_above (OfficeAct *self, const char *task, const char *parent, GError **error); /* parent nullable; 409 where the task would be a part of itself */

/* Keys of rooms */
gboolean office_act_check_key (OfficeAct *self, OfficeRecord *room, const char *key, GError **error); /* nullable key */
void office_act_keep_key (OfficeRecord *room, OfficeRecord *changed, const char *key); /* before it gets that one */
char *office_key_abbreviate (const char *name); /* full */
GHashTable *office_keys_list_used (OfficeBook *book, const char *but); /* key → whether a room only had it; but: a room, nullable; full */

/* Writing. Records are borrowed. */
OfficeRecord *office_act_add (OfficeAct *self, const char *kind, const char *id, const char *scope);
OfficeRecord *office_act_edit (OfficeAct *self, OfficeRecord *record); /* the one to change in place of record */
void office_act_drop (OfficeAct *self, OfficeRecord *record);
gboolean office_act_take (OfficeAct *self, OfficeRecord *record, const char *name, GError **error); /* with[name], checked by the kind's field */
void office_act_note_overwritten (OfficeAct *self, OfficeRecord *record, const char *field); /* before it is changed */
gboolean office_act_changed_elsewhere (OfficeAct *self, OfficeRecord *record, const char *field); /* after base, and not by the operation that this one follows */
gboolean office_act_changed_by_another (OfficeAct *self, OfficeRecord *record, const char *field, char **by); /* after base */

/* Files */
gboolean office_act_take_text (OfficeAct *self, OfficeRecord *message, gboolean with_files, GError **error);
gboolean office_act_get_new_file (OfficeAct *self, JsonObject *entry, const char **id, GError **error);
gboolean office_act_take_file (OfficeAct *self, OfficeRecord *file, JsonObject *entry, GError **error);
gboolean office_act_enclose (OfficeAct *self, OfficeRecord *scheduled, gboolean *any, GError **error); /* with.files; any: it has some then */
void office_act_drop_enclosures (OfficeAct *self, OfficeRecord *scheduled);
JsonArray *office_act_list_enclosed (OfficeBook *book, const char *scheduled); /* as with.files; NULL: none; transfer full */
gboolean office_act_add_files (OfficeAct *self, OfficeRecord *message, JsonArray *files, GError **error);
gboolean office_act_remove_file (OfficeAct *self, OfficeRecord *file, GError **error);
void office_act_drop_files (OfficeAct *self, OfficeRecord *message);
void office_act_erase_message (OfficeAct *self, OfficeRecord *message); /* leaves the stub */

/* The order of tasks in a column */
gboolean office_act_place_task (OfficeAct *self, OfficeRecord *task, OfficeRecord *column, const char *after, const char *proposed, GError **error);
void office_act_append_all (OfficeAct *self, OfficeRecord *from, OfficeRecord *to); /* columns */
GPtrArray *office_act_list_by_position (OfficeAct *self, const char *kind, const char *field, const char *value);

G_END_DECLS
