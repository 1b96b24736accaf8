/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-draft-sync.h"

#include "office-session-private.h"

#include "kinds.h"
#include "office-id.h"

#include <string.h>

#define PATIENCE_MS 3000 /* without a key, before the others hear of it */

/*
 * A draft of a room, a task or a thread is told to the person's other devices, and taken from them.
 *
 * For each place the book keeps, beside what is written here, what this device and the host last agreed on ("synced:PLACE").
 * While the two are the same nothing was written here since, and what comes from elsewhere is taken. Where they differ,
 * somebody writes on two devices at once: what is written here stays, and what came is offered beside it until the person has
 * chosen. An operation names the text that it goes on from, so that the host notices when that is not the one it has, and
 * keeps the one that goes as a "spare", which every device offers: so nothing is lost either when both had told theirs before
 * they heard of each other. No text goes to another place than the one that it was written in: the room is asked of the
 * record that the place names.
 *
 * Texts are told when no key was pressed for a while, when the place is left, and when they were sent. Not at once when nothing
 * is left of them: whoever types over a selection has an empty text for a moment. Without a line they wait here, and what differs is told when it is back; also what an earlier run left.
 */
struct _OfficeDraftSync {
  OfficeSession *session;
  GHashTable *written; /* places */
  GHashTable *spares;  /* id → OfficeRecord */
  guint timeout;       /* of the session's clock */
  gulong applied;
  gulong state_changed;
};

typedef struct {
  const char *id; /* of what is written in, in the place */
  char *room;
  char *thread; /* nullable */
  char *task;   /* nullable */
} Target;

static void
target_clear (Target *target)
{
  g_clear_pointer (&target->room, g_free);
  g_clear_pointer (&target->thread, g_free);
  g_clear_pointer (&target->task, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Target, target_clear)

/* ---- places ---- */

static const struct {
  const char *prefix;
  const char *kind;
} kinds[] = { { "room:", "room" }, { "task:", "task" }, { "thread:", "message" } };

/* FALSE: nothing that others hear of, or it is not there any more. */
static gboolean
find_target (OfficeDraftSync *self, const char *place, Target *target)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (OfficeRecord) record = NULL;

      if (!g_str_has_prefix (place, kinds[i].prefix))
        continue;
      target->id = place + strlen (kinds[i].prefix);
      record = office_session_get_record (self->session, target->id, kinds[i].kind);
      if (record == NULL)
        return FALSE;
      target->room = g_strdup (i == 0 ? target->id : office_record_get_text (record, "room"));
      target->task = g_strdup (i == 0 ? NULL : i == 1 ? target->id : office_record_get_text (record, "task"));
      target->thread = g_strdup (i == 2 ? target->id : NULL);
      return target->room != NULL;
    }
  return FALSE;
}

static gboolean
is_shared (const char *place)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (place, kinds[i].prefix))
      return TRUE;
  return FALSE;
}

static char *
dup_beside (OfficeDraftSync *self, const char *what, const char *place)
{
  g_autofree char *beside = g_strconcat (what, place, NULL);

  return office_replica_dup_draft (self->session->replica, beside);
}

static void
keep_beside (OfficeDraftSync *self, const char *what, const char *place, const char *text)
{
  g_autofree char *beside = g_strconcat (what, place, NULL);
  g_autoptr (GError) error = NULL;

  if (!office_replica_set_draft (self->session->replica, beside, text, &error))
    g_warning ("A draft cannot be kept: %s", error->message);
}

/* The id of the draft of a place. */
static char *
dup_draft_id (OfficeDraftSync *self, const char *place)
{
  g_autofree char *name = g_strconcat ("draft ", strrchr (place, ':') + 1, NULL);

  return office_id_derive (office_replica_get_person (self->session->replica), name);
}

/* What the person's devices say, as far as this one has heard; NULL: nothing. */
static char *
dup_elsewhere (OfficeDraftSync *self, const char *place)
{
  g_autofree char *id = dup_draft_id (self, place);
  g_autoptr (OfficeRecord) draft = office_session_get_record (self->session, id, "draft");

  return draft != NULL ? g_strdup (office_record_get_text (draft, "text")) : NULL;
}

static gboolean
is_same (const char *a, const char *b)
{
  return g_strcmp0 (a != NULL ? a : "", b != NULL ? b : "") == 0;
}

/* ---- telling ---- */

/* The operation names the text that this device's goes on from: PROTOCOL.md, `draft.set`. */
static char *
dup_was (OfficeDraftSync *self, const char *place, const char *synced)
{
  g_autofree char *draft = dup_draft_id (self, place);

  return office_id_derive (draft, synced != NULL ? synced : "");
}

static void take (OfficeDraftSync *self, const char *place, const char *text);

static void
tell (OfficeDraftSync *self, const char *place)
{
  g_autofree char *text = office_replica_dup_draft (self->session->replica, place);
  g_autofree char *synced = dup_beside (self, "synced:", place);
  g_autofree char *was = dup_was (self, place, synced);
  g_autofree char *elsewhere = NULL;
  g_auto (Target) target = { 0 };
  JsonObject *with;

  if (is_same (text, synced))
    {
      /* What was written was taken back, so that what came meanwhile can be taken. */
      elsewhere = dup_elsewhere (self, place);
      take (self, place, elsewhere);
      return;
    }
  if (!find_target (self, place, &target))
    return;
  /* What is too long to be sent is not told either; it is kept here. */
  if (text != NULL && g_utf8_strlen (text, -1) > OFFICE_LIMIT_TEXT)
    return;
  /* First, so that what the book then says of it is known to be this device's own. */
  keep_beside (self, "synced:", place, text);
  with = json_object_new ();
  json_object_set_string_member (with, "room", target.room);
  if (target.thread != NULL)
    json_object_set_string_member (with, "thread", target.thread);
  if (target.task != NULL)
    json_object_set_string_member (with, "task", target.task);
  if (text != NULL)
    json_object_set_string_member (with, "text", text);
  json_object_set_string_member (with, "was", was);
  if (!office_session_perform (self->session, "draft.set", with, NULL))
    {
      keep_beside (self, "synced:", place, synced);
      return;
    }
  /* What was sent from here while something else was written elsewhere: that one is the draft now. */
  elsewhere = dup_elsewhere (self, place);
  take (self, place, elsewhere);
}

static void
tell_all (OfficeDraftSync *self)
{
  g_autoptr (GHashTable) written = NULL;
  GHashTableIter iter;
  gpointer place;

  office_clock_remove_timeout (self->session->clock, self->timeout);
  self->timeout = 0;
  if (self->session->state != OFFICE_LINE_LIVE)
    return;
  written = g_steal_pointer (&self->written);
  self->written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_iter_init (&iter, written);
  while (g_hash_table_iter_next (&iter, &place, NULL))
    tell (self, place);
}

static gboolean
on_patience_over (gpointer data)
{
  OfficeDraftSync *self = data;

  self->timeout = 0;
  tell_all (self);
  return G_SOURCE_REMOVE;
}

/* ---- taking ---- */

static void
take (OfficeDraftSync *self, const char *place, const char *text)
{
  g_autofree char *synced = dup_beside (self, "synced:", place);
  g_autofree char *here = office_replica_dup_draft (self->session->replica, place);
  const gboolean untouched = is_same (here, synced) || is_same (here, text);

  if (is_same (text, synced))
    return;
  /* Where the other device has sent or emptied its text there is nothing to choose. */
  if (untouched || is_same (text, NULL))
    keep_beside (self, "synced:", place, text);
  if (untouched)
    office_replica_set_draft (self->session->replica, place, text, NULL);
  office_session_draft_changed (self->session, place);
}

static char *
dup_place (OfficeRecord *draft)
{
  const char *thread = office_record_get_text (draft, "thread");
  const char *task = office_record_get_text (draft, "task");

  if (thread != NULL)
    return g_strconcat ("thread:", thread, NULL);
  if (task != NULL)
    return g_strconcat ("task:", task, NULL);
  return g_strconcat ("room:", office_record_get_text (draft, "room"), NULL);
}

/* A record that is gone tells only its id: the place is the one from which that is derived. */
static gboolean
take_gone_of (OfficeDraftSync *self, const char *id, const char *prefix, gboolean is_beside)
{
  g_autoptr (GPtrArray) places = office_replica_list_drafts (self->session->replica, prefix);

  for (guint i = 0; i < places->len; i++)
    {
      const char *place = (const char *) places->pdata[i] + (is_beside ? strlen (prefix) : 0);
      g_autofree char *derived = dup_draft_id (self, place);

      if (!g_str_equal (derived, id))
        continue;
      take (self, place, NULL);
      /* There is nothing to choose from any more. */
      if (!is_beside)
        office_session_draft_changed (self->session, place);
      return TRUE;
    }
  return FALSE;
}

static void
take_gone (OfficeDraftSync *self, const char *id)
{
  gboolean found = take_gone_of (self, id, "synced:", TRUE);

  /* What is written here may never have been agreed on. */
  for (guint k = 0; k < G_N_ELEMENTS (kinds) && !found; k++)
    found = take_gone_of (self, id, kinds[k].prefix, FALSE);
}

static void
take_record (OfficeDraftSync *self, OfficeRecord *draft)
{
  g_autofree char *place = NULL;

  if (office_record_is_gone (draft))
    {
      take_gone (self, office_record_get_id (draft));
      return;
    }
  place = dup_place (draft);
  take (self, place, office_record_get_text (draft, "text"));
}

/* ---- spares ---- */

static void
take_spare (OfficeDraftSync *self, OfficeRecord *record)
{
  const char *id = office_record_get_id (record);
  OfficeRecord *before = g_hash_table_lookup (self->spares, id);
  g_autofree char *place = NULL;

  if (!office_record_is_gone (record))
    place = dup_place (record);
  else if (before != NULL)
    place = dup_place (before);
  if (office_record_is_gone (record))
    g_hash_table_remove (self->spares, id);
  else
    g_hash_table_replace (self->spares, g_strdup (id), office_record_ref (record));
  if (place != NULL)
    office_session_draft_changed (self->session, place);
}

/* The one that has waited longest. */
static OfficeRecord *
find_spare (OfficeDraftSync *self, const char *place)
{
  OfficeRecord *first = NULL;
  GHashTableIter iter;
  gpointer spare;

  g_hash_table_iter_init (&iter, self->spares);
  while (g_hash_table_iter_next (&iter, NULL, &spare))
    {
      g_autofree char *its_place = dup_place (spare);

      if (g_str_equal (its_place, place)
          && (first == NULL || office_record_get_integer (spare, "at") < office_record_get_integer (first, "at")))
        first = spare;
    }
  return first;
}

static void
on_applied (OfficeSession *session, GPtrArray *records, OfficeDraftSync *self)
{
  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (office_record_get_kind_name (records->pdata[i]), "draft") == 0)
      take_record (self, records->pdata[i]);
    else if (g_strcmp0 (office_record_get_kind_name (records->pdata[i]), "spare") == 0)
      take_spare (self, records->pdata[i]);
}

static void
on_state_changed (OfficeSession *session, GParamSpec *pspec, OfficeDraftSync *self)
{
  tell_all (self);
}

/* What an earlier run wrote without a line, or took and was ended before it could say so. */
static void
catch_up (OfficeDraftSync *self)
{
  g_autoptr (GPtrArray) drafts = office_replica_list (self->session->replica, "draft", NULL, NULL);
  g_autoptr (GPtrArray) spares = office_replica_list (self->session->replica, "spare", NULL, NULL);

  for (guint i = 0; i < spares->len; i++)
    take_spare (self, spares->pdata[i]);
  for (guint i = 0; i < drafts->len; i++)
    take_record (self, drafts->pdata[i]);
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autoptr (GPtrArray) places = office_replica_list_drafts (self->session->replica, kinds[k].prefix);

      for (guint i = 0; i < places->len; i++)
        g_hash_table_add (self->written, g_strdup (places->pdata[i]));
    }
}

/* ---- public in app/office ---- */

/**
 * office_draft_sync_new:
 * @session: a session whose book is loaded
 *
 * Returns: (transfer full): what keeps its drafts the same on all devices
 */
OfficeDraftSync *
office_draft_sync_new (OfficeSession *session)
{
  OfficeDraftSync *self = g_new0 (OfficeDraftSync, 1);

  self->session = session;
  self->written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->spares = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) office_record_unref);
  self->applied = g_signal_connect (session, "applied", G_CALLBACK (on_applied), self);
  self->state_changed = g_signal_connect (session, "notify::state", G_CALLBACK (on_state_changed), self);
  catch_up (self);
  return self;
}

/**
 * office_draft_sync_free:
 * @self: (transfer full): it
 */
void
office_draft_sync_free (OfficeDraftSync *self)
{
  g_signal_handler_disconnect (self->session, self->applied);
  g_signal_handler_disconnect (self->session, self->state_changed);
  office_clock_remove_timeout (self->session->clock, self->timeout);
  g_hash_table_unref (self->written);
  g_hash_table_unref (self->spares);
  g_free (self);
}

/**
 * office_draft_sync_written:
 * @self: it
 * @place: where something was written; of no interest where others do not hear of it
 */
void
office_draft_sync_written (OfficeDraftSync *self, const char *place)
{
  if (!is_shared (place))
    return;
  g_hash_table_add (self->written, g_strdup (place));
  office_clock_remove_timeout (self->session->clock, self->timeout);
  self->timeout = office_clock_add_timeout (self->session->clock, PATIENCE_MS, on_patience_over, self, NULL);
}

/**
 * office_draft_sync_push:
 * @self: it
 * @place: (nullable): what is told at once, if it was written and there is a line; %NULL: everything
 */
void
office_draft_sync_push (OfficeDraftSync *self, const char *place)
{
  if (place == NULL)
    tell_all (self);
  else if (self->session->state == OFFICE_LINE_LIVE && g_hash_table_remove (self->written, place))
    tell (self, place);
}

/**
 * office_draft_sync_dup_other:
 * @self: it
 * @place: where it is being written
 *
 * Returns: (transfer full) (nullable): what was written there on another device at the same time; %NULL: nothing, or the
 *   person has chosen
 */
char *
office_draft_sync_dup_other (OfficeDraftSync *self, const char *place)
{
  g_autofree char *elsewhere = NULL;
  g_autofree char *synced = NULL;
  g_autofree char *here = NULL;
  OfficeRecord *spare;

  if (!is_shared (place))
    return NULL;
  spare = find_spare (self, place);
  if (spare != NULL)
    return g_strdup (office_record_get_text (spare, "text"));
  elsewhere = dup_elsewhere (self, place);
  synced = dup_beside (self, "synced:", place);
  here = office_replica_dup_draft (self->session->replica, place);
  return is_same (elsewhere, synced) || is_same (elsewhere, here) ? NULL : g_steal_pointer (&elsewhere);
}

/**
 * office_draft_sync_forget_other:
 * @self: it
 * @place: where it is being written
 *
 * The person has chosen, for all of their devices: what office_draft_sync_dup_other() gives is no choice any more.
 */
void
office_draft_sync_forget_other (OfficeDraftSync *self, const char *place)
{
  OfficeRecord *spare = is_shared (place) ? find_spare (self, place) : NULL;
  g_autofree char *elsewhere = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *with;

  if (!is_shared (place))
    return;
  if (spare == NULL)
    {
      elsewhere = dup_elsewhere (self, place);
      keep_beside (self, "synced:", place, elsewhere);
      return;
    }
  with = json_object_new ();
  json_object_set_string_member (with, "kind", "spare");
  json_object_set_string_member (with, "id", office_record_get_id (spare));
  if (!office_session_perform (self->session, "remove", with, &error))
    office_session_say (self->session, NULL, "%s", error->message);
}
