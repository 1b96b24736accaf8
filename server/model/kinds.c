/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kinds.h"

/* A table is read by its columns. */
/* clang-format off */
static const char *const roles[] = { "member", "admin", "guest", NULL };
static const char *const places[] = { "office", "home", "road", "site", NULL };
static const char *const visibilities[] = { "public", "private", "direct", NULL };
static const char *const states[] = { "open", "doing", "done", NULL };
static const char *const hues[] = { "slate", "blue", "green", "yellow", "orange", "red", "purple", "teal", NULL };
static const char *const levels[] = { "all", "mentions", "none", NULL };
static const char *const priorities[] = { "none", "low", "medium", "high", NULL };
static const char *const bases[] = { "due", "completion", NULL };
static const char *const layouts[] = { "board", "list", "month", "week", NULL };
static const char *const events[] = { "completed", "reopened", "assigned", "overdue", NULL };

#define REQUIRED OFFICE_FIELD_REQUIRED
#define INDEXED OFFICE_FIELD_INDEXED
#define SEARCHED OFFICE_FIELD_SEARCHED
#define FIXED OFFICE_FIELD_FIXED
#define LINES OFFICE_FIELD_LINES

#define TEXT(name, flags, writer, limit) { name, OFFICE_FIELD_TEXT, flags, OFFICE_WRITER_##writer, OFFICE_MERGE_LAST, limit, NULL, NULL }
#define LONG_TEXT(name, flags, writer, limit) { name, OFFICE_FIELD_TEXT, (flags) | LINES, OFFICE_WRITER_##writer, OFFICE_MERGE_THREE_WAY, limit, NULL, NULL }
#define ID(name, flags, writer, target) { name, OFFICE_FIELD_ID, flags, OFFICE_WRITER_##writer, OFFICE_MERGE_LAST, 0, NULL, target }
#define ID_SET(name, flags, writer, limit, target) { name, OFFICE_FIELD_ID_SET, flags, OFFICE_WRITER_##writer, OFFICE_MERGE_SET, limit, NULL, target }
#define INTEGER(name, flags, writer) { name, OFFICE_FIELD_INTEGER, flags, OFFICE_WRITER_##writer, OFFICE_MERGE_LAST, 0, NULL, NULL }
#define BOOLEAN(name, flags, writer) { name, OFFICE_FIELD_BOOLEAN, flags, OFFICE_WRITER_##writer, OFFICE_MERGE_LAST, 0, NULL, NULL }
#define TIME(name, flags, writer) { name, OFFICE_FIELD_TIME, flags, OFFICE_WRITER_##writer, OFFICE_MERGE_LAST, 0, NULL, NULL }
#define DUE(name, flags, writer) { name, OFFICE_FIELD_DUE, flags, OFFICE_WRITER_##writer, OFFICE_MERGE_LAST, 0, NULL, NULL }
#define CHOICE(name, flags, writer, choices) { name, OFFICE_FIELD_CHOICE, flags, OFFICE_WRITER_##writer, OFFICE_MERGE_LAST, 0, choices, NULL }
#define HASH(name, flags, writer) { name, OFFICE_FIELD_HASH, flags, OFFICE_WRITER_##writer, OFFICE_MERGE_LAST, OFFICE_HASH_LENGTH, NULL, NULL }
#define POSITION(name, flags, writer) { name, OFFICE_FIELD_POSITION, flags, OFFICE_WRITER_##writer, OFFICE_MERGE_LAST, 64, NULL, NULL }

static const OfficeField office_fields[] = {
  TEXT ("name", REQUIRED, ADMIN, 80),
};

static const OfficeField person_fields[] = {
  TEXT ("name", REQUIRED | SEARCHED, SELF, 80),
  CHOICE ("role", REQUIRED, ADMIN, roles),
  TEXT ("status", 0, SELF, 120),
  CHOICE ("place", 0, SELF, places),
  TEXT ("zone", 0, SELF, 64),
  TEXT ("emoji", 0, SELF, 32), /* of the status */
  TEXT ("site", 0, SELF, 80),  /* which place */
  TIME ("until", 0, SELF),     /* status and place hold so long; absent: until they are changed */
  TIME ("quiet_until", 0, SELF),
  BOOLEAN ("reading_hidden", 0, SELF), /* does not tell others how far they have read */
};

static const OfficeField room_fields[] = {
  TEXT ("name", SEARCHED, ROOM, 80), /* a direct room has none */
  TEXT ("topic", SEARCHED, ROOM, 250),
  TEXT ("description", LINES, ROOM, 4000),
  CHOICE ("visibility", REQUIRED | FIXED, HOST, visibilities),
  ID ("created_by", FIXED, HOST, "person"),
  BOOLEAN ("archived", 0, ROOM),
  TEXT ("key", INDEXED, ROOM, 10),    /* what the short ids of its tasks begin with */
  TEXT ("former_keys", 0, HOST, 500), /* those that it had, newest first, with spaces between: no other room can have them */
  BOOLEAN ("says_completed", 0, ROOM), /* which events of its tasks are said in the conversation */
  BOOLEAN ("says_assigned", 0, ROOM),
  BOOLEAN ("says_overdue", 0, ROOM),
  BOOLEAN ("template", 0, ROOM), /* new rooms can be made like it */
};

static const OfficeField member_fields[] = {
  ID ("room", REQUIRED | FIXED | INDEXED, HOST, "room"),
  ID ("person", REQUIRED | FIXED | INDEXED, HOST, "person"),
};

static const OfficeField column_fields[] = {
  ID ("room", REQUIRED | FIXED | INDEXED, HOST, "room"),
  TEXT ("name", REQUIRED, ROOM, 60),
  POSITION ("position", REQUIRED, ROOM),
  CHOICE ("state", REQUIRED, ROOM, states),
  CHOICE ("hue", 0, ROOM, hues),
  INTEGER ("limit", 0, ROOM), /* tasks that it should hold at most; a warning, no lock */
};

static const OfficeField label_fields[] = {
  ID ("room", REQUIRED | FIXED | INDEXED, HOST, "room"),
  TEXT ("name", REQUIRED, ROOM, 40),
  CHOICE ("hue", REQUIRED, ROOM, hues),
};

static const OfficeField task_fields[] = {
  ID ("room", REQUIRED | INDEXED, HOST, "room"),
  ID ("column", REQUIRED | INDEXED, HOST, "column"),
  POSITION ("position", REQUIRED, HOST),
  TEXT ("title", REQUIRED | SEARCHED, ROOM, 500),
  LONG_TEXT ("description", SEARCHED, ROOM, OFFICE_LIMIT_TEXT),
  ID_SET ("assignees", 0, ROOM, 50, "person"),
  ID_SET ("labels", 0, ROOM, 20, "label"),
  CHOICE ("priority", 0, ROOM, priorities),
  DUE ("due", INDEXED, ROOM),
  ID ("source", FIXED | INDEXED, HOST, "message"),
  ID ("created_by", FIXED, HOST, "person"),
  TIME ("created_at", FIXED, HOST),
  TIME ("completed_at", 0, HOST),
  TIME ("trashed_at", 0, HOST),
  TIME ("archived_at", INDEXED, HOST),
  DUE ("start", 0, ROOM),
  TEXT ("zone", 0, ROOM, 64),    /* of the times in due and start, a name of the IANA's; absent: the reader's */
  TEXT ("repeat", 0, ROOM, 500), /* RRULE value of RFC 5545 */
  CHOICE ("repeat_from", 0, ROOM, bases),
  ID ("parent", INDEXED, ROOM, "task"),
  ID_SET ("blocked_by", 0, ROOM, 50, "task"),
  INTEGER ("estimate", 0, ROOM), /* minutes */
  ID ("cover", 0, ROOM, "file"),
  ID_SET ("watchers", 0, ROOM, 200, "person"),
  BOOLEAN ("template", 0, ROOM), /* new tasks can be made like it; it is no work itself */
  INTEGER ("number", INDEXED, HOST), /* with the room's key its short id */
  TEXT ("former", 0, HOST, 500),     /* the short ids that it had in other rooms, newest first, with spaces between */
};

static const OfficeField step_fields[] = {
  ID ("room", REQUIRED | INDEXED, HOST, "room"),
  ID ("task", REQUIRED | FIXED | INDEXED, HOST, "task"),
  TEXT ("text", REQUIRED | SEARCHED, ROOM, 300),
  BOOLEAN ("done", 0, ROOM),
  POSITION ("position", REQUIRED, ROOM),
  ID ("assignee", 0, ROOM, "person"),
};

/* One change of one field of a task. */
static const OfficeField change_fields[] = {
  ID ("room", REQUIRED | INDEXED, HOST, "room"),
  ID ("task", REQUIRED | FIXED | INDEXED, HOST, "task"),
  ID ("by", FIXED, HOST, "person"),
  TIME ("at", INDEXED, HOST),
  TEXT ("field", REQUIRED | FIXED, HOST, 40),
  TEXT ("was", FIXED | LINES, HOST, OFFICE_LIMIT_TEXT),
  TEXT ("became", LINES, HOST, OFFICE_LIMIT_TEXT),
};

/* A way to look at a room's tasks. */
static const OfficeField view_fields[] = {
  ID ("room", REQUIRED | FIXED | INDEXED, HOST, "room"),
  TEXT ("name", REQUIRED, ROOM, 60),
  POSITION ("position", REQUIRED, ROOM),
  CHOICE ("layout", REQUIRED, ROOM, layouts),
  TEXT ("query", 0, ROOM, 500),
  TEXT ("group", 0, ROOM, 40),
  TEXT ("sort", 0, ROOM, 40),
};

static const OfficeField message_fields[] = {
  ID ("room", REQUIRED | INDEXED, HOST, "room"),
  INTEGER ("seq", INDEXED, HOST),
  ID ("author", FIXED, HOST, "person"),
  TIME ("at", FIXED, HOST),
  TEXT ("text", REQUIRED | SEARCHED | LINES, AUTHOR, OFFICE_LIMIT_TEXT),
  ID ("thread", FIXED | INDEXED, HOST, "message"),
  ID ("task", FIXED | INDEXED, HOST, "task"),
  TIME ("edited_at", 0, HOST),
  BOOLEAN ("removed", 0, HOST),
  ID ("quote", FIXED, HOST, "message"), /* what it answers; may be of another room */
  BOOLEAN ("action", FIXED, HOST),      /* what the author does: "waves" */
  TIME ("pinned_at", INDEXED, HOST),
  ID ("pinned_by", 0, HOST, "person"),
  ID ("about", FIXED | INDEXED, HOST, "task"), /* what happened to a task, said by the host for the author */
  CHOICE ("event", FIXED, HOST, events),
};

static const OfficeField reaction_fields[] = {
  ID ("room", REQUIRED | INDEXED, HOST, "room"),
  ID ("message", REQUIRED | FIXED | INDEXED, HOST, "message"),
  ID ("person", REQUIRED | FIXED, HOST, "person"),
  TEXT ("emoji", REQUIRED | FIXED, HOST, 32),
  TIME ("at", FIXED | INDEXED, HOST),
};

/* What a message said before it was edited. */
static const OfficeField version_fields[] = {
  ID ("room", REQUIRED | INDEXED, HOST, "room"),
  ID ("message", REQUIRED | FIXED | INDEXED, HOST, "message"),
  TEXT ("text", FIXED | LINES, HOST, OFFICE_LIMIT_TEXT), /* none: only files */
  TIME ("at", FIXED, HOST), /* since when it said so */
};

/* Of a message or of a task; the bytes are on the host under their hash. */
static const OfficeField file_fields[] = {
  ID ("room", REQUIRED | INDEXED, HOST, "room"),
  ID ("message", FIXED | INDEXED, HOST, "message"),
  ID ("task", FIXED | INDEXED, HOST, "task"),
  TEXT ("name", REQUIRED | SEARCHED | FIXED, HOST, 255),
  INTEGER ("size", FIXED, HOST),
  TEXT ("type", REQUIRED | FIXED, HOST, 127),
  HASH ("hash", REQUIRED | FIXED | INDEXED, HOST),
  ID ("author", FIXED, HOST, "person"),
  TIME ("at", FIXED, HOST),
  INTEGER ("width", FIXED, HOST),
  INTEGER ("height", FIXED, HOST),
};

static const OfficeField read_fields[] = {
  ID ("room", REQUIRED | FIXED | INDEXED, HOST, "room"),
  INTEGER ("generation", 0, HOST),
  INTEGER ("seq", 0, HOST),
  ID ("thread", FIXED, HOST, "message"), /* absent: the room's own conversation */
  INTEGER ("joined", 0, HOST), /* the newest seq when the person came in: what was said until then is not unread */
};

static const OfficeField mention_fields[] = {
  ID ("room", REQUIRED | INDEXED, HOST, "room"),
  ID ("message", REQUIRED | FIXED | INDEXED, HOST, "message"),
  ID ("by", FIXED, HOST, "person"),
  INTEGER ("seq", INDEXED, HOST),
};

/* How a person wants to have a room. */
static const OfficeField preference_fields[] = {
  ID ("room", REQUIRED | FIXED | INDEXED, HOST, "room"),
  BOOLEAN ("favourite", 0, HOST),
  BOOLEAN ("muted", 0, HOST),
  CHOICE ("level", 0, HOST, levels), /* what the person is told of */
  TEXT ("group", 0, HOST, 60),
};

static const OfficeField saved_fields[] = {
  ID ("message", REQUIRED | FIXED | INDEXED, HOST, "message"),
  TIME ("at", FIXED, HOST),
};

static const OfficeField reminder_fields[] = {
  ID ("room", 0, HOST, "room"),
  ID ("message", INDEXED, HOST, "message"),
  ID ("task", INDEXED, HOST, "task"),
  TEXT ("text", 0, HOST, 300),
  TIME ("remind_at", REQUIRED | INDEXED, HOST),
  TIME ("rang_at", 0, HOST),
  BOOLEAN ("due", FIXED, HOST), /* made by the host, of the task's due date */
};

/* A message that the host is to send later. */
static const OfficeField scheduled_fields[] = {
  ID ("room", REQUIRED, HOST, "room"),
  ID ("thread", 0, HOST, "message"),
  ID ("task", 0, HOST, "task"),
  ID ("quote", 0, HOST, "message"),
  BOOLEAN ("action", 0, HOST),
  TEXT ("text", REQUIRED | LINES, HOST, OFFICE_LIMIT_TEXT),
  TIME ("send_at", REQUIRED | INDEXED, HOST),
  TEXT ("problem", 0, HOST, 500), /* why the host could not send it */
  TEXT ("reason", 0, HOST, 64),   /* likewise, as a word of office-reason.c */
};

/*
 * A file that goes along with a scheduled message: kept by the host, and seen by nobody but its author until it is said.
 * Its id is derive(file, "enclosure").
 */
static const OfficeField enclosure_fields[] = {
  ID ("scheduled", REQUIRED | FIXED | INDEXED, HOST, "scheduled"),
  ID ("file", REQUIRED | FIXED, HOST, "file"), /* the id that it will have as a file of the message */
  TEXT ("name", REQUIRED | FIXED, HOST, 255),
  INTEGER ("size", FIXED, HOST),
  TEXT ("type", REQUIRED | FIXED, HOST, 127),
  HASH ("hash", REQUIRED | FIXED | INDEXED, HOST),
  INTEGER ("width", FIXED, HOST),
  INTEGER ("height", FIXED, HOST),
};

static const OfficeField draft_fields[] = {
  ID ("room", REQUIRED | FIXED | INDEXED, HOST, "room"),
  ID ("thread", FIXED, HOST, "message"),
  ID ("task", FIXED, HOST, "task"),
  TEXT ("text", REQUIRED | LINES, HOST, OFFICE_LIMIT_TEXT),
  TIME ("at", 0, HOST),
};

/* What a person was writing on one device when they had written something else there on another: theirs to choose from. */
static const OfficeField spare_fields[] = {
  ID ("room", REQUIRED | FIXED | INDEXED, HOST, "room"),
  ID ("thread", FIXED, HOST, "message"),
  ID ("task", FIXED, HOST, "task"),
  TEXT ("text", REQUIRED | LINES, HOST, OFFICE_LIMIT_TEXT),
  TIME ("at", 0, HOST),
};

static const OfficeField assignment_fields[] = {
  ID ("task", REQUIRED | FIXED | INDEXED, HOST, "task"),
  ID ("by", FIXED, HOST, "person"),
  TIME ("at", FIXED | INDEXED, HOST),
};

/* Not to be seen in one's work until then. */
static const OfficeField snooze_fields[] = {
  ID ("task", REQUIRED | FIXED | INDEXED, HOST, "task"),
  TIME ("until", REQUIRED, HOST),
};

/* The secret of the calendar that a person may subscribe to. */
static const OfficeField feed_fields[] = {
  TEXT ("secret", REQUIRED | INDEXED, HOST, 64),
  TIME ("at", 0, HOST),
};

/* Up to when the person has looked at what is new for them. */
static const OfficeField activity_fields[] = {
  TIME ("seen_at", 0, HOST),
};

#define FIELDS(fields) fields, G_N_ELEMENTS (fields)

static const OfficeKind kinds[] = {
  { "office", OFFICE_SCOPE_OFFICE, FALSE, OFFICE_REMOVAL_NEVER, FIELDS (office_fields) },
  { "person", OFFICE_SCOPE_OFFICE, FALSE, OFFICE_REMOVAL_NEVER, FIELDS (person_fields) },
  { "room", OFFICE_SCOPE_ROOM, FALSE, OFFICE_REMOVAL_NEVER, FIELDS (room_fields) },
  { "member", OFFICE_SCOPE_ROOM, FALSE, OFFICE_REMOVAL_NEVER, FIELDS (member_fields) },
  { "column", OFFICE_SCOPE_ROOM, TRUE, OFFICE_REMOVAL_TOMBSTONE, FIELDS (column_fields) },
  { "label", OFFICE_SCOPE_ROOM, TRUE, OFFICE_REMOVAL_TOMBSTONE, FIELDS (label_fields) },
  { "task", OFFICE_SCOPE_ROOM, FALSE, OFFICE_REMOVAL_TRASH, FIELDS (task_fields) },
  { "step", OFFICE_SCOPE_ROOM, TRUE, OFFICE_REMOVAL_TOMBSTONE, FIELDS (step_fields) },
  { "change", OFFICE_SCOPE_ROOM, FALSE, OFFICE_REMOVAL_NEVER, FIELDS (change_fields) },
  { "view", OFFICE_SCOPE_ROOM, TRUE, OFFICE_REMOVAL_TOMBSTONE, FIELDS (view_fields) },
  { "message", OFFICE_SCOPE_ROOM, FALSE, OFFICE_REMOVAL_STUB, FIELDS (message_fields) },
  { "file", OFFICE_SCOPE_ROOM, FALSE, OFFICE_REMOVAL_TOMBSTONE, FIELDS (file_fields) },
  { "reaction", OFFICE_SCOPE_ROOM, FALSE, OFFICE_REMOVAL_NEVER, FIELDS (reaction_fields) },
  { "version", OFFICE_SCOPE_ROOM, FALSE, OFFICE_REMOVAL_NEVER, FIELDS (version_fields) },
  { "read", OFFICE_SCOPE_PERSON, FALSE, OFFICE_REMOVAL_NEVER, FIELDS (read_fields) },
  { "mention", OFFICE_SCOPE_PERSON, FALSE, OFFICE_REMOVAL_NEVER, FIELDS (mention_fields) },
  { "assignment", OFFICE_SCOPE_PERSON, FALSE, OFFICE_REMOVAL_NEVER, FIELDS (assignment_fields) },
  { "activity", OFFICE_SCOPE_PERSON, FALSE, OFFICE_REMOVAL_NEVER, FIELDS (activity_fields) },
  { "preference", OFFICE_SCOPE_PERSON, FALSE, OFFICE_REMOVAL_NEVER, FIELDS (preference_fields) },
  { "saved", OFFICE_SCOPE_PERSON, FALSE, OFFICE_REMOVAL_NEVER, FIELDS (saved_fields) },
  { "reminder", OFFICE_SCOPE_PERSON, FALSE, OFFICE_REMOVAL_TOMBSTONE, FIELDS (reminder_fields) },
  { "scheduled", OFFICE_SCOPE_PERSON, FALSE, OFFICE_REMOVAL_TOMBSTONE, FIELDS (scheduled_fields) },
  { "enclosure", OFFICE_SCOPE_PERSON, FALSE, OFFICE_REMOVAL_NEVER, FIELDS (enclosure_fields) },
  { "snooze", OFFICE_SCOPE_PERSON, FALSE, OFFICE_REMOVAL_NEVER, FIELDS (snooze_fields) },
  { "feed", OFFICE_SCOPE_PERSON, FALSE, OFFICE_REMOVAL_NEVER, FIELDS (feed_fields) },
  { "draft", OFFICE_SCOPE_PERSON, FALSE, OFFICE_REMOVAL_NEVER, FIELDS (draft_fields) },
  { "spare", OFFICE_SCOPE_PERSON, FALSE, OFFICE_REMOVAL_TOMBSTONE, FIELDS (spare_fields) },
};
/* clang-format on */

/**
 * office_kinds_get:
 * @n_kinds: (out): their number
 *
 * Returns: (transfer none): the table of kinds; static
 */
const OfficeKind *
office_kinds_get (guint *n_kinds)
{
  *n_kinds = G_N_ELEMENTS (kinds);
  return kinds;
}

/**
 * office_kind_find:
 * @name: (nullable): a kind's name
 *
 * Returns: (transfer none) (nullable): the kind, or %NULL if this version does not know it
 */
const OfficeKind *
office_kind_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].name, name) == 0)
      return &kinds[i];
  return NULL;
}

/**
 * office_kind_find_field:
 * @kind: a kind
 * @name: a field's name
 *
 * Returns: (transfer none) (nullable): the field, or %NULL if this version does not know it
 */
const OfficeField *
office_kind_find_field (const OfficeKind *kind, const char *name)
{
  for (guint i = 0; i < kind->n_fields; i++)
    if (g_strcmp0 (kind->fields[i].name, name) == 0)
      return &kind->fields[i];
  return NULL;
}

/**
 * office_kind_names_file:
 * @kind: (nullable): a kind, or %NULL where this version does not know it
 *
 * Returns: whether its records name bytes that the host has to have
 */
gboolean
office_kind_names_file (const OfficeKind *kind)
{
  for (guint i = 0; kind != NULL && i < kind->n_fields; i++)
    if (kind->fields[i].type == OFFICE_FIELD_HASH)
      return TRUE;
  return FALSE;
}

static void
add_to_checksum (GChecksum *checksum, const char *text)
{
  g_checksum_update (checksum, (const guchar *) (text != NULL ? text : ""), -1);
  g_checksum_update (checksum, (const guchar *) "\n", 1);
}

/**
 * office_kinds_get_hash:
 *
 * Names this version's table in 16 hex digits, so that two sides can tell in a log whether theirs are the same.
 *
 * Returns: (transfer none): static
 */
const char *
office_kinds_get_hash (void)
{
  static char *hash;

  if (g_once_init_enter (&hash))
    {
      g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

      for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
        {
          add_to_checksum (checksum, kinds[i].name);
          for (guint f = 0; f < kinds[i].n_fields; f++)
            {
              const OfficeField *field = &kinds[i].fields[f];
              g_autofree char *numbers = g_strdup_printf ("%d %d %d %d %" G_GINT64_FORMAT, field->type, field->flags,
                                                          field->writer, field->merge, field->limit);

              add_to_checksum (checksum, field->name);
              add_to_checksum (checksum, numbers);
              for (guint c = 0; field->choices != NULL && field->choices[c] != NULL; c++)
                add_to_checksum (checksum, field->choices[c]);
            }
        }
      g_once_init_leave (&hash, g_strndup (g_checksum_get_string (checksum), 16));
    }
  return hash;
}
