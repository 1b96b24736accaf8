/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-attachment-private.h"
#include "office-board-private.h"
#include "office-conversation-private.h"
#include "office-draft-sync.h"
#include "office-list.h"
#include "office-message-private.h"
#include "office-person-private.h"
#include "office-room-private.h"
#include "office-session.h"
#include "office-task-private.h"
#include "office-undo-private.h"

G_BEGIN_DECLS

/*
 * How a session keeps objects and book the same.
 *
 * Objects are made when somebody asks for them and then live as long as the session, one for an id (messages as long as
 * somebody holds them: a room may have 100,000). Each batch of the replica's "changed" signal goes once through
 * office_session_apply(): records are laid onto the objects that exist, then each list that is touched is told its new
 * content, so that it emits items-changed once. A batch that comes while another is being applied waits for it: a
 * listener may act.
 *
 * Counts are never added up. Rooms that a batch touched are noted, and asked for anew once the main loop turns.
 */
struct _OfficeSession {
  GObject parent_instance;

  OfficeReplica *replica;
  OfficeLine *line; /* nullable */
  OfficeClock *clock;
  OfficeRandom *random;

  char *name;
  char *problem;
  char *put_off; /* why the host does not take now what is sent; nullable */
  OfficeTrouble trouble;
  OfficePerson *me;
  OfficeLineState state;
  guint n_waiting;
  guint n_refused;
  guint n_here;
  gboolean has_content;
  gboolean under_review;
  gboolean draft_lost;         /* the last one could not be kept, and the person knows */
  OfficeDraftSync *draft_sync; /* NULL at the beginning and the end */

  GHashTable *people;   /* id → OfficePerson */
  GHashTable *rooms;    /* id → OfficeRoom */
  GHashTable *tasks;    /* id → OfficeTask */
  GHashTable *labels;   /* id → OfficeLabel */
  GHashTable *steps;    /* id → OfficeStep */
  GHashTable *columns;  /* id → OfficeRecord */
  GHashTable *messages; /* id → OfficeMessage, not owned */

  GHashTable *short_ids;  /* "DES-12" → id of the task, "": none; what was asked for since a task or a room changed */
  GHashTable *former_keys; /* key that a room had → id of the room; NULL until one is asked for since a room changed */
  GHashTable *former_ids; /* likewise, of the rooms that tasks have left; NULL until one is asked for */

  OfficeList *people_list;
  OfficeList *room_list;
  OfficeList *direct_list;
  GPtrArray *undos;         /* see office-session-undos.c; nullable */
  GPtrArray *redos;         /* the same; nullable */
  GPtrArray *made_anew;     /* char *: see office-session-undo.c: an id, the one that took its place, and so on; nullable */
  GPtrArray *boards;        /* not owned */
  GPtrArray *conversations; /* not owned */

  GQueue batches; /* GPtrArray of OfficeRecord */
  gboolean applying;

  GHashTable *uncounted; /* ids of rooms */
  gboolean outbox_stale;
  guint turn; /* source that counts and looks at the outbox */
  GHashTable *arriving; /* ids of rooms: see office-session-arriving.c */
  guint arriving_turn;

  GHashTable *deliveries;           /* message id → timeout, 0 when it has passed */
  GHashTable *waiting;              /* ids of records with a change on its way */
  gint64 waiting_place;             /* of the outbox, up to which they were read */
  gint64 waiting_sum;               /* of the places of those, to see whether one has left */
  GHashTable *refused;              /* ids of refused operations that were told */
  GHashTable *typing;               /* place → GHashTable of person id → timeout */
  char *watched;                    /* the room in view; nullable */
  GHashTable *seen;                 /* person id → gint64 *: up to where they have read it */
  guint midnight;                   /* timeout */
  guint people_timeout;             /* when something that a person said runs out */
  gint64 people_due;                /* ms: that moment */
  gboolean tells_zone;              /* what time zone this machine is in */
  struct _OfficeActivity *activity; /* NULL until it is asked for */

  GHashTable *saved;      /* id of the record → id of the message that the person has saved */
  OfficeList *saved_list; /* of OfficeMessage; NULL until somebody asks */
  GHashTable *reminders;  /* id → OfficeReminder */
  OfficeList *reminder_list;
  GHashTable *removing; /* id of a message that was deleted and may still be kept → timeout */

  char *files_folder;       /* nullable */
  OfficeTransfer *transfer; /* nullable */
  GHashTable *file_lists;   /* id of a message or task → GListStore, not owned */
  GHashTable *wanted_files; /* hashes that are asked for */
  GHashTable *failed_files; /* hash → why it did not come */
  gboolean files_stale;     /* something may have lost its last name */
  gboolean files_named;     /* and an operation that waits may name it still */
};

typedef enum {
  OFFICE_SESSION_NOTHING,
  OFFICE_SESSION_NAME,
  OFFICE_SESSION_ME,
  OFFICE_SESSION_STATE,
  OFFICE_SESSION_STATE_TEXT,
  OFFICE_SESSION_PROBLEM,
  OFFICE_SESSION_PUT_OFF,
  OFFICE_SESSION_N_WAITING,
  OFFICE_SESSION_N_REFUSED,
  OFFICE_SESSION_UNDER_REVIEW,
  OFFICE_SESSION_N_HERE,
  OFFICE_SESSION_HAS_CONTENT,
  OFFICE_SESSION_N_PROPERTIES
} OfficeSessionProperty;

void office_session_install_signals (GObjectClass *class);
void office_session_notify (OfficeSession *self, OfficeSessionProperty property);
void office_session_say (OfficeSession *self, GVariant *undo, const char *format, ...)
    G_GNUC_PRINTF (3, 4); /* sinks undo, nullable */
void office_session_note (OfficeSession *self, GVariant *undo, const char *words); /* sinks undo */
void office_session_forget_redos (OfficeSession *self);                            /* with what comes in the end */

/* ---- objects ---- */
OfficeRecord *office_session_get_record (OfficeSession *self, const char *id, const char *kind); /* full, nullable */
OfficeLabel *office_session_find_label (OfficeSession *self, const char *id);                    /* nullable */
OfficeRecord *office_session_find_column (OfficeSession *self, const char *id); /* nullable, borrowed */
OfficeTask *office_session_take_task (OfficeSession *self, OfficeRecord *record, GPtrArray *steps);
void office_session_reload_steps (OfficeSession *self, OfficeTask *task);
OfficeMessage *office_session_take_message (OfficeSession *self, OfficeRecord *record);     /* full */
OfficeMessage *office_session_take_refused (OfficeSession *self, OfficeOutboxEntry *entry); /* full */
OfficeMessage *office_session_peek_message (OfficeSession *self, const char *id);           /* nullable, borrowed */
void office_session_link_reactions (OfficeSession *self, OfficeMessage *message);
void office_session_link_reminder (OfficeSession *self, const char *id); /* a message's; nullable */
void office_session_link_thread (OfficeSession *self, OfficeMessage *message);
void office_session_refresh_thread (OfficeSession *self, const char *id);
void office_session_link_message (OfficeSession *self, OfficeMessage *message);
void office_session_count_discussion (OfficeSession *self, OfficeTask *task);

/* ---- short ids ---- */
char *office_session_make_short_id (OfficeSession *self, const char *room, gint64 number); /* full, nullable */
char *office_session_dup_former_ids (OfficeSession *self, const char *room, gint64 number, const char *left); /* full: " OLD-12 WEB-3" */
GPtrArray *office_session_list_left (OfficeSession *self, const char *key); /* OfficeRecord: tasks that have left the room of that key */
char *office_session_dup_room_id_called (OfficeSession *self, const char *key); /* of the room that has or had it; full, nullable */
void office_session_receive_short_ids (OfficeSession *self, GPtrArray *records);

/* ---- the book changes ---- */
void office_session_wait_for_midnight (OfficeSession *self);
void office_session_load (OfficeSession *self);
void office_session_receive (OfficeSession *self, GPtrArray *records);
void office_session_applied (
    OfficeSession *self,
    GPtrArray *records); /* emits "applied" (GPtrArray of OfficeRecord): objects and lists say what the batch does */
void office_session_count_later (OfficeSession *self, const char *room);
void office_session_count_arriving (OfficeSession *self, const char *room);
void office_session_stop_arriving (OfficeSession *self);

/* ---- rooms ---- */
void office_session_load_preference (OfficeSession *self, OfficeRoom *room);
gboolean office_session_take_preference (OfficeSession *self, OfficeRecord *record);
GVariant *office_session_undo_archive (const char *room, gboolean archived); /* floating; archived: what was done */

/* ---- the outbox ---- */
void office_session_outbox_changed (OfficeSession *self);
void office_session_outbox_turn (OfficeSession *self);
void office_session_count_refused (OfficeSession *self);
void office_session_load_refused (OfficeSession *self);
void office_session_look_at_review (OfficeSession *self);
void office_session_turn_later (OfficeSession *self);
void office_session_refresh_delivery (OfficeSession *self, OfficeMessage *message);
void office_session_end_delivery (OfficeSession *self, const char *id);
void office_session_delivery_state_changed (OfficeSession *self);
void office_session_overwritten (OfficeSession *self, OfficeResult *result);
void office_session_kept_both (OfficeSession *self, const char *record);
void office_session_kept_changed (OfficeSession *self, const char *task);
const char *office_session_field_to_words (const char *field); /* "the title" */

/* More messages in a batch are what was missed, and not what is being said. */
#define OFFICE_SESSION_A_BURST 24

#define OFFICE_SESSION_WORK "office-work" /* data of the session, see office-work.c */

/* ---- people ---- */
void office_session_update_person (OfficeSession *self, OfficeRecord *record);
void office_session_stop_waiting_for_people (OfficeSession *self);
void office_session_people_state_changed (OfficeSession *self);
void office_session_count_here (OfficeSession *self);
void office_session_install_quiet_signal (GObjectClass *class);
void office_session_tell_quiet (OfficeSession *self, const char *intent, JsonObject *with); /* what was done here */

/* ---- what is new for the person ---- */
JsonObject *office_session_make_reminder (OfficeRecord *reminder, gint64 at); /* full; at: when it is to ring, ms */
char *office_session_dup_reminder_text (OfficeSession *self, OfficeRecord *reminder);

/* ---- drafts ---- */
void office_session_mark_drafting (OfficeSession *self, const char *place);
void office_session_draft_changed (OfficeSession *self, const char *place); /* emits "draft-changed" */

/* ---- files ---- */
void office_session_take_file (OfficeSession *self, OfficeRecord *record);
void office_session_files_turn (OfficeSession *self);
void office_session_refresh_files (OfficeSession *self);
void office_session_reload_files (OfficeSession *self);
void office_session_files_state_changed (OfficeSession *self);

/* ---- the line; tests without one speak for it ---- */
void office_session_set_state (OfficeSession *self, OfficeLineState state, const GError *problem);
void office_session_set_put_off (OfficeSession *self, const GError *problem);
void office_session_update_put_off (OfficeSession *self);
void office_session_set_token (OfficeSession *self, const char *token); /* nullable: there is none */
void office_session_set_presence (OfficeSession *self, gboolean whole, GPtrArray *people); /* OfficePresence */
void office_session_install_typing_signal (GObjectClass *class);
void office_session_set_typing (OfficeSession *self, const char *room, const char *thread, const char *task,
                                const char *person);
void office_session_end_typing (OfficeSession *self, const char *room, const char *thread, const char *task,
                                const char *person);
void office_session_install_watch_signal (GObjectClass *class);

/* ---- what is unread ---- */
void office_session_install_counted_signal (GObjectClass *class);
void office_session_counted (OfficeSession *self);
void office_session_set_seen (OfficeSession *self, const char *room, gboolean whole,
                              GPtrArray *people); /* OfficeSeen */

/* ---- what the person keeps, and takes back ---- */
void office_session_take_saved (OfficeSession *self, OfficeRecord *record);
void office_session_refresh_saved (OfficeSession *self);
void office_session_load_saved (OfficeSession *self);
gboolean office_session_is_saved (OfficeSession *self, const char *message);
void office_session_take_reminder (OfficeSession *self, OfficeRecord *record);
void office_session_refresh_reminders (OfficeSession *self);
void office_session_load_reminders (OfficeSession *self);
void office_session_pins_changed (OfficeSession *self, const char *room);
gboolean office_session_begin_removal (OfficeSession *self, const char *id, GError **error);
gboolean office_session_keep_removed (OfficeSession *self, const char *id); /* FALSE: it is too late */
void office_session_finish_removals (OfficeSession *self);                       /* of an earlier run */
gboolean office_session_is_removing (OfficeSession *self, const char *id);

/* ---- the search index ---- */
void office_session_begin_index (OfficeSession *self);
void office_session_end_index (OfficeSession *self);

/* ---- commands ---- */
gboolean office_session_perform (OfficeSession *self, const char *intent, JsonObject *with,
                                 GError **error); /* takes with */
gboolean office_session_perform_all (OfficeSession *self, GPtrArray *deeds,
                                     GError **error); /* of OfficeDeed; all or nothing */
char *office_session_make_id (OfficeSession *self);
char *office_session_link_text (OfficeSession *self, const char *room, const char *text); /* as it is kept; full */
JsonArray *office_session_make_files (GPtrArray *files); /* of OfficeAttachment; full */
JsonArray *office_session_make_files_again (OfficeSession *self, const char *parent); /* under new ids; NULL: none */
JsonObject *office_session_make_removal (const char *kind, const char *id);               /* full */
OfficeRecord *office_session_find_or_refuse (OfficeSession *self, const char *id, const char *kind, GError **error);
gboolean office_session_patch (OfficeSession *self, const char *kind, const char *id, const char *change,
                               const char *field, JsonNode *value, GError **error); /* takes value */
gboolean office_session_patch_text (OfficeSession *self, const char *kind, const char *id, const char *field,
                                    const char *value, GError **error);
gboolean office_session_patch_set (OfficeSession *self, const char *kind, const char *id, const char *field,
                                   const char *member, gboolean in, GError **error);
gboolean office_session_set_fields (OfficeSession *self, const char *kind, const char *id, JsonObject *set,
                                    const char *words, GError **error); /* takes set; noted with undo */
gboolean office_session_set_fields_and_say (OfficeSession *self, const char *kind, const char *id, JsonObject *set,
                                            const char *words, GError **error); /* the same, said too */
gboolean office_session_set_member (OfficeSession *self, const char *task, const char *field, const char *member,
                                    gboolean in, const char *words, GError **error); /* noted with undo */
gboolean office_session_remove_record (OfficeSession *self, const char *kind, const char *id, GError **error);
GPtrArray *office_session_list_sorted (OfficeSession *self, const char *kind, const char *field, const char *value);
char *office_session_position_after (GPtrArray *sorted, const char *after, const char *moved);
char *office_session_position_at_end (GPtrArray *sorted);

/* ---- many tasks at once ---- */
void office_session_freeze_boards (OfficeSession *self);
void office_session_thaw_boards (OfficeSession *self);
char *office_session_dup_open_column (OfficeSession *self, const char *room, GError **error); /* for new tasks */

G_END_DECLS
