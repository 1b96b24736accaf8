/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-attachment.h"
#include "office-board.h"
#include "office-conversation.h"
#include "office-line.h"
#include "office-place-link.h"
#include "office-reminder.h"
#include "office-room.h"
#include "office-transfer.h"

G_BEGIN_DECLS

/*
 * One office that one person is in: replica, line, and the models that windows show. Commands change the replica at once and
 * queue the operation; they fail only where the book already says no (FALSE with an OFFICE_PROBLEM, nothing changed).
 */
#define OFFICE_TYPE_SESSION (office_session_get_type ())
G_DECLARE_FINAL_TYPE (OfficeSession, office_session, OFFICE, SESSION, GObject)

/* Why the line has stopped for good. */
typedef enum {
  OFFICE_TROUBLE_NONE,
  OFFICE_TROUBLE_ELSEWHERE,   /* another copy of this desk took the line; trying again takes it back */
  OFFICE_TROUBLE_UPDATE,      /* one side speaks a newer language: "problem" says which is to be updated */
  OFFICE_TROUBLE_SIGNED_OUT,  /* here or elsewhere: this device was removed */
  OFFICE_TROUBLE_CERTIFICATE, /* the host shows another one than before */
  OFFICE_TROUBLE_OTHER,
} OfficeTrouble;

OfficeSession *office_session_new (OfficeReplica *replica, OfficeLine *line, OfficeClock *clock, OfficeRandom *random); /* line NULL: offline for good, for tests */
void office_session_start (OfficeSession *self);
void office_session_stop (OfficeSession *self);

const char *office_session_get_name (OfficeSession *self);          /* "name": the office's */
OfficePerson *office_session_get_me (OfficeSession *self);          /* "me" */
OfficeLineState office_session_get_state (OfficeSession *self);     /* "state" */
char *office_session_dup_state_text (OfficeSession *self);          /* "state-text": "6 people here", "Offline · 3 waiting", "Connecting…"; translated */
const char *office_session_get_problem (OfficeSession *self);       /* "problem": one sentence; nullable */
const char *office_session_get_put_off (OfficeSession *self); /* "put-off": why the host takes nothing though the line is live; nullable */
OfficeTrouble office_session_get_trouble (OfficeSession *self);     /* goes with "problem" */
guint office_session_get_n_waiting (OfficeSession *self);           /* "n-waiting" */
guint office_session_get_n_refused (OfficeSession *self);           /* "n-refused": of list_refused() */
guint office_session_get_n_here (OfficeSession *self);              /* "n-here" */
gboolean office_session_has_content (OfficeSession *self);          /* "has-content" */
void office_session_try_now (OfficeSession *self);
const char *office_session_get_office_id (OfficeSession *self);
char *office_session_dup_link (OfficeSession *self, OfficePlaceLinkKind kind, const char *id); /* to be used anywhere */
char *office_session_dup_message_since (OfficeSession *self, const char *room, gint64 since);  /* the first of the conversation at that time, ms, or later; nullable */
gint64 office_session_get_now (OfficeSession *self);                /* ms since 1970, by the session's clock */

GListModel *office_session_get_rooms (OfficeSession *self);         /* OfficeRoom: public and private, by name, archived left out */
GListModel *office_session_get_directs (OfficeSession *self);       /* OfficeRoom: direct, newest talk first */
GListModel *office_session_get_people (OfficeSession *self);        /* OfficePerson: all, by name */
guint office_session_count_unread (OfficeSession *self, guint *calls); /* messages; calls, nullable: of these, those that call the person. Signal "counted" */
OfficeRoom *office_session_find_room (OfficeSession *self, const char *id);     /* borrowed, nullable */
OfficePerson *office_session_find_person (OfficeSession *self, const char *id); /* borrowed; never NULL for a valid id (a stranger has a name of "Unknown") */
OfficeTask *office_session_find_task (OfficeSession *self, const char *id);     /* borrowed, nullable; live */
char *office_session_dup_short_id (OfficeSession *self, OfficeTask *task); /* "DES-12"; nullable: the host has given none yet */
OfficeTask *office_session_find_task_by_short_id (OfficeSession *self, const char *text); /* borrowed, nullable; former ones too */
OfficeMessage *office_session_dup_message (OfficeSession *self, const char *id); /* full, nullable; live while held */
void office_session_fetch_message_async (OfficeSession *self, const char *room, const char *id, gint64 seq, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean office_session_fetch_message_finish (OfficeSession *self, GAsyncResult *result, GError **error); /* it is in the book, with what was said around it */
OfficeConversation *office_session_open_conversation (OfficeSession *self, const char *room, const char *task); /* full; task NULL: the room's own */
OfficeConversation *office_session_open_thread (OfficeSession *self, const char *message); /* full; NULL: there is no such message */
OfficeBoard *office_session_open_board (OfficeSession *self, const char *room);  /* full */
GPtrArray *office_session_list_refused (OfficeSession *self); /* OfficeOutboxEntry */
char *office_session_dup_entry_title (OfficeSession *self, OfficeOutboxEntry *entry);  /* what was done */
char *office_session_dup_entry_text (OfficeSession *self, OfficeOutboxEntry *entry);   /* the words in it; "" where there are none */
char *office_session_dup_entry_reason (OfficeSession *self, OfficeOutboxEntry *entry); /* why it was refused; nullable */
gboolean office_session_retry_refused (OfficeSession *self, const char *operation, GError **error);                    /* any, a message too */
gboolean office_session_discard_refused (OfficeSession *self, const char *operation, GVariant **undo, GError **error); /* also one under review */
gboolean office_session_is_under_review (OfficeSession *self); /* "under-review": away for more than a year; what waits is held */
GPtrArray *office_session_list_waiting (OfficeSession *self);  /* OfficeOutboxEntry */
gboolean office_session_end_review (OfficeSession *self, GError **error);

/* signal "kept-both" (const char *task): two texts of its description did not merge, or the person has chosen. */
gboolean office_session_dup_kept (OfficeSession *self, const char *task, char **mine, char **theirs);          /* FALSE: nothing to choose */
gboolean office_session_choose_kept (OfficeSession *self, const char *task, const char *text, GError **error); /* text NULL: as it stands */

/* signal "notice" (const char *text, GVariant *undo): something happened that the person should know; undo nullable: give it to office_session_undo(). */

/* A message to be sent. */
typedef struct {
  const char *room;
  const char *task;   /* nullable: said in its discussion */
  const char *thread; /* nullable: the message in whose thread it is said */
  const char *quote;  /* nullable: the message that it answers */
  const char *text;   /* as typed: @Name of a member becomes a mention; may be "" where there are files */
  GPtrArray *files;   /* nullable: OfficeAttachment */
  gboolean action;    /* the text says what one does */
} OfficeOutgoing;
gboolean office_session_send_message (OfficeSession *self, const OfficeOutgoing *outgoing, char **id, GError **error);

/* ---- commands: all give the new thing's id in *id where there is one (nullable, transfer full) ---- */
gboolean office_session_create_room (OfficeSession *self, const char *name, const char *topic, OfficeRoomVisibility visibility, const char *const *people, char **id, GError **error);
void office_session_note_room_made (OfficeSession *self, const char *room); /* for the undo, where nothing else says so */
gboolean office_session_open_direct (OfficeSession *self, const char *const *people, char **id, GError **error); /* others; finds the one that exists */
gboolean office_session_edit_room (OfficeSession *self, const char *room, const char *field, const char *value, GError **error); /* name, topic, description */
gboolean office_session_set_room_key (OfficeSession *self, const char *room, const char *key, GError **error);                    /* what the numbers of its tasks begin with */
gboolean office_session_set_room_says (OfficeSession *self, const char *room, const char *event, gboolean says, GError **error); /* completed, assigned, overdue */
gboolean office_session_join_room (OfficeSession *self, const char *room, GError **error);
gboolean office_session_leave_room (OfficeSession *self, const char *room, GError **error);
gboolean office_session_archive_room (OfficeSession *self, const char *room, gboolean archived, GError **error);
gboolean office_session_set_favourite (OfficeSession *self, const char *room, gboolean favourite, GError **error);
gboolean office_session_set_muted (OfficeSession *self, const char *room, gboolean muted, GError **error);
gboolean office_session_set_room_level (OfficeSession *self, const char *room, OfficeRoomLevel level, GError **error);
gboolean office_session_set_room_group (OfficeSession *self, const char *room, const char *group, GError **error); /* NULL or "": none */
gboolean office_session_rename_group (OfficeSession *self, const char *group, const char *name, GError **error); /* NULL or "": it goes, its rooms stay */
char **office_session_dup_groups (OfficeSession *self); /* that rooms are in, by name */
gboolean office_session_add_member (OfficeSession *self, const char *room, const char *person, GError **error);
gboolean office_session_remove_member (OfficeSession *self, const char *room, const char *person, GError **error);
gboolean office_session_send (OfficeSession *self, const char *room, const char *task, const char *text, char **id, GError **error); /* text as typed: @Name of a member becomes a mention */
gboolean office_session_edit_message (OfficeSession *self, const char *message, const char *text, GError **error);
gboolean office_session_remove_message (OfficeSession *self, const char *message, GError **error); /* shown at once; made when it cannot be undone any more */
void office_session_remove_all_now (OfficeSession *self); /* what was deleted and may still be kept; so it is when the session stops */
gboolean office_session_react (OfficeSession *self, const char *message, const char *emoji, gboolean on, GError **error);
gboolean office_session_toggle_reaction (OfficeSession *self, OfficeMessage *message, const char *emoji, GError **error);
gboolean office_session_pin_message (OfficeSession *self, const char *message, gboolean pinned, GError **error);
gboolean office_session_save_message (OfficeSession *self, const char *message, gboolean saved, GError **error);
gboolean office_session_forward_message (OfficeSession *self, const char *message, const char *room, const char *word, GError **error);
gboolean office_session_remind (OfficeSession *self, const char *about, const char *text, gint64 at, char **id, GError **error); /* about: a message, task or room; nullable */
gboolean office_session_change_reminder (OfficeSession *self, const char *reminder, gint64 at, GError **error);
gboolean office_session_remove_reminder (OfficeSession *self, const char *reminder, GError **error); /* as end, with undo */
gboolean office_session_retry_message (OfficeSession *self, const char *message, GError **error);   /* a refused one */
gboolean office_session_discard_message (OfficeSession *self, const char *message, GError **error); /* a refused one */
gboolean office_session_mark_read (OfficeSession *self, const char *room, const char *thread, gint64 seq, GError **error); /* thread: a message of it; NULL: the room's own conversation */
gboolean office_session_mark_unread (OfficeSession *self, const char *room, const char *thread, gint64 from_seq, GError **error);
gboolean office_session_create_task (OfficeSession *self, const char *room, const char *column, const char *title, char **id, GError **error); /* on top; column NULL: the first */
gboolean office_session_create_task_from_message (OfficeSession *self, const char *message, char **id, GError **error); /* title: the first sentence; the rest: description */
gboolean office_session_move_task (OfficeSession *self, const char *task, const char *column, const char *after, GError **error); /* after NULL: on top */
gboolean office_session_transfer_task (OfficeSession *self, const char *task, const char *room, GError **error); /* to another room, with all that hangs on it */
gboolean office_session_complete_task (OfficeSession *self, const char *task, gboolean done, GError **error); /* to the first done, or the first open column */
gboolean office_session_edit_task (OfficeSession *self, const char *task, const char *field, const char *value, GError **error); /* title, description, due (NULL: none), priority ("none" …) */
gboolean office_session_edit_description (OfficeSession *self, const char *task, const char *base, const char *text, GError **error); /* merged with what others made of `base` meanwhile */
gboolean office_session_set_task_time (OfficeSession *self, const char *task, const char *field, const char *value, GError **error); /* "due" or "start", by this machine's clock; NULL: none */
gboolean office_session_set_task_repeat (OfficeSession *self, const char *task, const char *rule, OfficeRepeatBase from, GError **error); /* NULL: never */
gboolean office_session_set_task_estimate (OfficeSession *self, const char *task, gint64 minutes, GError **error);                /* 0: none */
gboolean office_session_set_task_parent (OfficeSession *self, const char *task, const char *parent, GError **error);              /* NULL: it is no part */
gboolean office_session_set_task_cover (OfficeSession *self, const char *task, const char *file, GError **error);                 /* NULL: none */
gboolean office_session_set_task_template (OfficeSession *self, const char *task, gboolean template, GError **error);
gboolean office_session_set_task_blocked (OfficeSession *self, const char *task, const char *other, gboolean blocked, GError **error); /* task waits for other */
gboolean office_session_watch_task (OfficeSession *self, const char *task, const char *person, gboolean watching, GError **error);
gboolean office_session_archive_task (OfficeSession *self, const char *task, gboolean archived, GError **error);
gboolean office_session_create_part (OfficeSession *self, const char *task, const char *title, char **id, GError **error); /* a task of its own */
gboolean office_session_duplicate_task (OfficeSession *self, const char *task, char **id, GError **error);
gboolean office_session_assign (OfficeSession *self, const char *task, const char *person, gboolean assigned, GError **error);
gboolean office_session_set_label (OfficeSession *self, const char *task, const char *label, gboolean on, GError **error);
gboolean office_session_trash_task (OfficeSession *self, const char *task, GError **error);
gboolean office_session_restore_task (OfficeSession *self, const char *task, GError **error);
/* ---- many tasks at once, with one undo; see office-session-many.c. tasks: ids, ended by NULL ---- */
gboolean office_session_move_tasks (OfficeSession *self, const char *const *tasks, const char *column, const char *after, GError **error);
gboolean office_session_assign_tasks (OfficeSession *self, const char *const *tasks, const char *person, gboolean assigned, GError **error);
gboolean office_session_label_tasks (OfficeSession *self, const char *const *tasks, const char *label, gboolean on, GError **error);
gboolean office_session_edit_tasks (OfficeSession *self, const char *const *tasks, const char *field, const char *value, GError **error); /* due, priority */
gboolean office_session_archive_tasks (OfficeSession *self, const char *const *tasks, gboolean archived, GError **error);
gboolean office_session_trash_tasks (OfficeSession *self, const char *const *tasks, GError **error);
/* A task that is not on its board. */
typedef struct {
  OfficeTask *task;
  gint64 at; /* since when, ms */
} OfficePutAway;
GPtrArray *office_session_list_put_away (OfficeSession *self, const char *room, gboolean trash); /* OfficePutAway in the trash or the archive, the last first; full */
gboolean office_session_create_label (OfficeSession *self, const char *room, const char *name, const char *hue, char **id, GError **error);
gboolean office_session_create_step (OfficeSession *self, const char *task, const char *text, char **id, GError **error);
gboolean office_session_set_step_done (OfficeSession *self, const char *step, gboolean done, GError **error);
gboolean office_session_edit_step (OfficeSession *self, const char *step, const char *text, GError **error);
gboolean office_session_remove_step (OfficeSession *self, const char *step, GError **error);
gboolean office_session_create_steps (OfficeSession *self, const char *task, const char *lines, GError **error); /* one a line; all or none */
gboolean office_session_move_step (OfficeSession *self, const char *step, const char *after, GError **error);      /* NULL: first */
gboolean office_session_assign_step (OfficeSession *self, const char *step, const char *person, GError **error);   /* NULL: nobody */
gboolean office_session_promote_step (OfficeSession *self, const char *step, char **id, GError **error);           /* to a task that is a part of the step's */
gboolean office_session_edit_label (OfficeSession *self, const char *label, const char *field, const char *value, GError **error); /* name, hue */
gboolean office_session_remove_label (OfficeSession *self, const char *label, GError **error);
gboolean office_session_create_column (OfficeSession *self, const char *room, const char *name, OfficeColumnState state, char **id, GError **error); /* at the end */
gboolean office_session_edit_column (OfficeSession *self, const char *column, const char *field, const char *value, GError **error); /* name, state, hue (NULL: none) */
gboolean office_session_set_column_limit (OfficeSession *self, const char *column, gint64 limit, GError **error); /* 0: none */
gboolean office_session_move_column (OfficeSession *self, const char *column, const char *after, GError **error);
gboolean office_session_remove_column (OfficeSession *self, const char *column, const char *to, GError **error); /* to: where its tasks go; NULL: it is empty */
gboolean office_session_send_files (OfficeSession *self, const char *room, const char *task, const char *text,
                                    GPtrArray *files, char **id,
                                    GError **error); /* as send; files: OfficeAttachment, text may be "" */

/* ---- what is found again ---- */
/* What a message said. */
typedef struct {
  char *text;
  gint64 at; /* since when, ms */
} OfficeVersion;
GPtrArray *office_session_list_versions (OfficeSession *self, const char *message); /* OfficeVersion, the present one first; full */
GPtrArray *office_session_list_pinned (OfficeSession *self, const char *room);      /* OfficeMessage, the last first; full */
gboolean office_session_has_pinned (OfficeSession *self, const char *room);
/* signal "pins-changed" (const char *room): something was pinned there or is not any more. */
GListModel *office_session_get_saved (OfficeSession *self);     /* OfficeMessage, the last first */
GListModel *office_session_get_reminders (OfficeSession *self); /* OfficeReminder: those that rang first, then the next */
char *office_session_dup_reminder_words (OfficeSession *self, OfficeReminder *reminder); /* what it reminds of */
OfficeReminder *office_session_find_reminder_of (OfficeSession *self, const char *message); /* nullable, borrowed: that has yet to ring */

/* ---- files; see office-session-files.c ---- */
void office_session_set_files (OfficeSession *self, const char *folder,
                               OfficeTransfer *transfer); /* where they lie; before start */
OfficeAttachment *office_session_attach_async (
    OfficeSession *self, GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback,
    gpointer data); /* none: as it is being copied */
OfficeAttachment *office_session_attach_bytes_async (OfficeSession *self, GBytes *bytes, const char *name,
                                                     const char *type, GCancellable *cancellable,
                                                     GAsyncReadyCallback callback, gpointer data);
OfficeAttachment *office_session_attach_finish (OfficeSession *self, GAsyncResult *result, GError **error);
GListModel *office_session_list_files (
    OfficeSession *self, const char *parent); /* OfficeAttachment of a message or task; full, live while held */
void office_session_cancel_file (OfficeSession *self, OfficeAttachment *file); /* neither up nor down; a message that waits for it is not sent */
GListModel *office_session_list_room_files (OfficeSession *self, const char *room); /* OfficeAttachment of all its messages and tasks, newest first; full, live while held */
void office_session_fetch_file (OfficeSession *self, OfficeAttachment *file);
char *office_session_dup_file_path (OfficeSession *self, OfficeAttachment *file); /* NULL: not here */
gboolean office_session_add_file (OfficeSession *self, const char *task, OfficeAttachment *file, GError **error);
gboolean office_session_remove_file (OfficeSession *self, const char *file, GError **error);
GPtrArray *office_session_list_draft_files (OfficeSession *self, const char *place);
void office_session_set_draft_files (OfficeSession *self, const char *place, GPtrArray *files);

/* ---- completion: OfficeOffer, the likeliest first; full ---- */
GPtrArray *office_session_offer_people (OfficeSession *self, const char *room);
GPtrArray *office_session_offer_tasks (OfficeSession *self, const char *room);
char *office_session_dup_key_called (OfficeSession *self, const char *typed); /* "des-1": "DES", where tasks are or were called by it; full, nullable */
void office_session_offer_tasks_by_number (OfficeSession *self, const char *room, const char *key, GPtrArray *offers); /* appended: those of another room, by short id alone */

/* ---- who writes, and who has read ---- */
/* ---- what one says of oneself; see office-session-people.c ---- */
gboolean office_session_set_whereabouts (OfficeSession *self, const OfficeWhereabouts *whereabouts, GError **error); /* emoji, status, place, site, until */
gboolean office_session_set_quiet (OfficeSession *self, gint64 until, GError **error); /* ms; OFFICE_UNTIL_CHANGED: until switched off; 0: not. Signal "quiet-set" (gint64 until) */
void office_session_follow_quiet (OfficeSession *self, gint64 until);                  /* as it was set in another office */
gboolean office_session_set_reading_hidden (OfficeSession *self, gboolean hidden, GError **error); /* from the others */
void office_session_set_away (OfficeSession *self, gboolean away);
void office_session_follow_zone (OfficeSession *self); /* tells the others this machine's time zone */

/* ---- what is new for the person, and reminders that rang; see office-session-reminders.c ---- */
struct _OfficeActivity *office_session_get_activity (OfficeSession *self); /* borrowed: see office-activity.h */
gboolean office_session_mark_activity (OfficeSession *self, gint64 at, GError **error); /* looked at up to then */

void office_session_typing_in (OfficeSession *self, const char *room, const char *thread, const char *task); /* thread, task nullable */
GPtrArray *office_session_list_typing (OfficeSession *self, const char *place);  /* OfficePerson; place: id of a room, task or thread; full */
char *office_session_dup_typing_text (OfficeSession *self, const char *place);   /* "Mei is writing…"; nullable */
void office_session_watch (OfficeSession *self, const char *room);               /* the room in view; nullable */
gint64 office_session_get_seen (OfficeSession *self, const char *room, const char *person); /* seq read up to; 0: unknown */
GPtrArray *office_session_list_seen_by (OfficeSession *self, const char *room, gint64 seq); /* OfficePerson, others; full */
/* signal "typing-changed" (const char *place); signal "seen-changed" (const char *room) */

gboolean office_session_undo (OfficeSession *self, GVariant *undo); /* FALSE: not done, and that is said */
gboolean office_session_can_undo (OfficeSession *self);
guint64 office_session_get_last_done (OfficeSession *self); /* its place among all that was done, in whichever office; 0: nothing */
void office_session_undo_last (OfficeSession *self); /* what the person did last */
gboolean office_session_can_redo (OfficeSession *self);
guint64 office_session_get_last_undone (OfficeSession *self); /* as get_last_done, of what was undone */
gboolean office_session_is_last_undone_latest (OfficeSession *self); /* nothing was done since, in whichever office */
void office_session_redo_last (OfficeSession *self);          /* what the person undid last, unless they did something since */
/* signal "undos-changed" (): whether something can be undone or redone. Signal "undoable" (const char *words, GVariant *undo): it was done. */
char *office_session_dup_draft (OfficeSession *self, const char *place); /* places: office-session-drafts.c */
void office_session_set_draft (OfficeSession *self, const char *place, const char *text); /* with every change */
/* Drafts of rooms, tasks and threads are the same on all devices of the person. Signal "draft-changed" (const char *place). */
void office_session_push_draft (OfficeSession *self, const char *place);       /* the place is left */
char *office_session_dup_other_draft (OfficeSession *self, const char *place); /* written elsewhere at the same time; nullable */
void office_session_forget_other_draft (OfficeSession *self, const char *place);

G_END_DECLS
