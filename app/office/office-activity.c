/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-activity-private.h"

#include "office-due.h"
#include "office-id.h"

/*
 * Read from the book when the main loop is idle, and anew when a batch brings something that may belong here: a page of each
 * kind, merged by time. How much of it is shown is counted in records of each kind; what is older than the newest end of a
 * kind that has more is left out, as something of that kind would be missing between.
 */

#define PAGE      60                    /* records of each kind */
#define MOST      600                   /* of each kind that are ever loaded */
#define RELOAD_MS 150                   /* to gather what comes together */
#define NOON_MS   (12 * 60 * 60 * 1000) /* from midnight */
#define N_KINDS   (OFFICE_ACTIVITY_REMINDER + 1)

struct _OfficeActivity {
  GObject parent_instance;

  OfficeSession *session; /* owns this; NULL once it has gone */
  OfficeList *entries;
  GHashTable *by_key; /* key → OfficeActivityEntry, of those in the list */
  guint limit;        /* records of each kind */
  gboolean has_older;
  guint n_unread;
  gboolean in_view;
  gint64 marked_from;  /* while in view: what was looked at before */
  guint reload;        /* timeout */
  guint next_reminder; /* timeout */
};

static void office_activity_list_model_init (GListModelInterface *iface);

enum { PROP_0, PROP_N_UNREAD, PROP_HAS_OLDER, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE_WITH_CODE (OfficeActivity, office_activity, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, office_activity_list_model_init))

/* ---- reading ---- */

typedef struct {
  OfficeActivity *self;
  gint64 now;
  gint64 horizon;       /* ms: nothing older is shown */
  gint64 replies_from;  /* ms: older answers were not read; 0: all were */
  GHashTable *groups;   /* key → GPtrArray of OfficeRecord, newest first */
  GHashTable *kinds;    /* key → OfficeActivityKind */
  GHashTable *messages; /* ids of those that mention the person: they are not told twice */
  gboolean has_older;
} Reading;

static void
add_record (Reading *reading, OfficeActivityKind kind, OfficeRecord *record)
{
  g_autofree char *key = office_activity_make_key (kind, record);
  GPtrArray *group = g_hash_table_lookup (reading->groups, key);

  if (kind == OFFICE_ACTIVITY_REPLY && g_hash_table_contains (reading->messages, office_record_get_id (record)))
    return;
  if (kind == OFFICE_ACTIVITY_MENTION)
    g_hash_table_add (reading->messages, g_strdup (office_record_get_id (record)));
  if (group == NULL)
    {
      group = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);
      g_hash_table_insert (reading->groups, g_strdup (key), group);
      g_hash_table_insert (reading->kinds, g_strdup (key), GINT_TO_POINTER (kind));
    }
  g_ptr_array_add (group, office_record_ref (record));
}

static void
read_kind (Reading *reading, OfficeActivityKind kind)
{
  guint limit = reading->self->limit;
  g_autoptr (GPtrArray) records = office_replica_list_activity (
      reading->self->session->replica, kind, kind == OFFICE_ACTIVITY_REMINDER ? reading->now + 1 : G_MAXINT64,
      limit + 1);

  if (records->len > limit)
    {
      gint64 last = office_activity_get_time (kind, records->pdata[limit - 1]);

      g_ptr_array_set_size (records, (int) limit);
      reading->horizon = MAX (reading->horizon, last);
      reading->replies_from = kind == OFFICE_ACTIVITY_REPLY ? last : reading->replies_from;
      reading->has_older = TRUE;
    }
  for (guint i = 0; i < records->len; i++)
    add_record (reading, kind, records->pdata[i]);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  OfficeActivityEntry *first = *(OfficeActivityEntry *const *) a;
  OfficeActivityEntry *second = *(OfficeActivityEntry *const *) b;
  gint64 one = office_activity_entry_get_at (first), other = office_activity_entry_get_at (second);

  if (one != other)
    return one > other ? -1 : 1;
  return g_strcmp0 (office_activity_entry_get_key (first), office_activity_entry_get_key (second));
}

/* The page that was read may end amid a day's answers. */
static guint
count_left_out (Reading *reading, OfficeActivityKind kind, GPtrArray *group)
{
  gint64 end, begin;
  guint n;

  if (kind != OFFICE_ACTIVITY_REPLY || reading->replies_from == 0)
    return 0;
  end = office_due_get_next_midnight (office_activity_get_time (kind, group->pdata[0]));
  /* A day has 23 to 25 hours: the noon before it is in the day before, whichever it is. */
  begin = office_due_get_next_midnight (end - 3 * (gint64) NOON_MS);
  if (begin > reading->replies_from)
    return 0;
  n = office_replica_count_replies (reading->self->session->replica, office_record_get_text (group->pdata[0], "thread"),
                                    begin, end);
  return n > group->len ? n - group->len : 0;
}

/* One that says the same stays the same object, so that its row stays. */
static OfficeActivityEntry *
take_entry (OfficeActivity *self, OfficeActivityKind kind, GPtrArray *group, guint n_more)
{
  OfficeActivityEntry *entry = office_activity_entry_new (self->session, kind, group, n_more);
  OfficeActivityEntry *old = entry != NULL ? g_hash_table_lookup (self->by_key, office_activity_entry_get_key (entry))
                                           : NULL;

  if (old == NULL || !office_activity_entry_looks_like (old, entry))
    return entry;
  g_object_unref (entry);
  return g_object_ref (old);
}

static gint64
get_seen_at (OfficeActivity *self)
{
  g_autofree char *id = office_id_derive (office_replica_get_person (self->session->replica), "activity");
  g_autoptr (OfficeRecord) activity = office_session_get_record (self->session, id, "activity");

  return activity != NULL ? office_record_get_integer (activity, "seen_at") : 0;
}

static void
update_unread (OfficeActivity *self)
{
  gint64 seen_at = get_seen_at (self);
  gint64 marked_from = self->in_view ? MIN (self->marked_from, seen_at) : seen_at;
  guint n = 0;

  for (guint i = 0; i < office_list_get_length (self->entries); i++)
    {
      OfficeActivityEntry *entry = office_list_peek (self->entries, i);
      gint64 at = office_activity_entry_get_at (entry);
      gboolean read = office_activity_entry_is_read (entry, self->session->replica);

      office_activity_entry_set_unread (entry, at > marked_from && (!read || self->in_view));
      n += at > seen_at && !read ? 1 : 0;
    }
  if (self->n_unread == n)
    return;
  self->n_unread = n;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_UNREAD]);
}

static void
remember (OfficeActivity *self)
{
  g_hash_table_remove_all (self->by_key);
  for (guint i = 0; i < office_list_get_length (self->entries); i++)
    {
      OfficeActivityEntry *entry = office_list_peek (self->entries, i);

      g_hash_table_insert (self->by_key, (gpointer) office_activity_entry_get_key (entry), entry);
    }
}

static void
show (OfficeActivity *self, Reading *reading)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer key, group;

  g_hash_table_iter_init (&iter, reading->groups);
  while (g_hash_table_iter_next (&iter, &key, &group))
    {
      OfficeActivityKind kind = GPOINTER_TO_INT (g_hash_table_lookup (reading->kinds, key));
      OfficeActivityEntry *entry = NULL;

      if (office_activity_get_time (kind, ((GPtrArray *) group)->pdata[0]) >= reading->horizon)
        entry = take_entry (self, kind, group, count_left_out (reading, kind, group));
      if (entry != NULL)
        g_ptr_array_add (entries, entry);
    }
  g_ptr_array_sort (entries, compare_entries);
  office_list_set (self->entries, entries);
  remember (self);
}

static void
mark_seen (OfficeActivity *self)
{
  g_autoptr (GError) error = NULL;
  gint64 newest = 0;

  if (office_list_get_length (self->entries) > 0)
    newest = office_activity_entry_get_at (office_list_peek (self->entries, 0));
  if (newest > get_seen_at (self) && !office_session_mark_activity (self->session, newest, &error))
    g_info ("What is new cannot be marked: %s", error->message);
}

static void wait_for_reminder (OfficeActivity *self);

static void
load (OfficeActivity *self)
{
  Reading reading = { self,
                      office_clock_now (self->session->clock),
                      0,
                      0,
                      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref),
                      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                      FALSE };

  for (int kind = 0; kind < N_KINDS; kind++)
    read_kind (&reading, (OfficeActivityKind) kind);
  show (self, &reading);
  g_hash_table_unref (reading.groups);
  g_hash_table_unref (reading.kinds);
  g_hash_table_unref (reading.messages);
  reading.has_older = reading.has_older && self->limit < MOST;
  if (self->has_older != reading.has_older)
    {
      self->has_older = reading.has_older;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_OLDER]);
    }
  if (self->in_view)
    mark_seen (self);
  update_unread (self);
  wait_for_reminder (self);
}

static gboolean
on_reload (gpointer data)
{
  OfficeActivity *self = data;

  self->reload = 0;
  load (self);
  return G_SOURCE_REMOVE;
}

static void
reload_later (OfficeActivity *self)
{
  if (self->reload == 0)
    self->reload = office_clock_add_timeout (self->session->clock, RELOAD_MS, on_reload, self, NULL);
}

/* ---- callbacks ---- */

static gboolean
on_reminder (gpointer data)
{
  OfficeActivity *self = data;

  self->next_reminder = 0;
  load (self);
  return G_SOURCE_REMOVE;
}

static void
wait_for_reminder (OfficeActivity *self)
{
  OfficeClock *clock = self->session->clock;
  gint64 now = office_clock_now (clock);
  g_autoptr (GPtrArray) reminders = office_replica_list (self->session->replica, "reminder", NULL, NULL);
  gint64 next = 0;

  for (guint i = 0; i < reminders->len; i++)
    {
      gint64 at = office_activity_get_time (OFFICE_ACTIVITY_REMINDER, reminders->pdata[i]);

      if (at > now && (next == 0 || at < next))
        next = at;
    }
  office_clock_remove_timeout (clock, self->next_reminder);
  self->next_reminder = next == 0 ? 0
                                  : office_clock_add_timeout (clock, (guint) MIN (next - now, 15 * 60 * 1000),
                                                              on_reminder, self, NULL);
}

static gboolean
may_belong (OfficeRecord *record)
{
  static const char *const kinds[] = { "mention", "reaction", "assignment", "reminder", NULL };
  const char *kind = office_record_get_kind_name (record);

  if (g_strv_contains (kinds, kind != NULL ? kind : ""))
    return TRUE;
  /* A text that is listed may have been edited or deleted. */
  return g_strcmp0 (kind, "message") == 0
         && (office_record_is_gone (record) || office_record_has (record, "thread")
             || office_record_has (record, "edited_at") || office_record_get_boolean (record, "removed"));
}

static gboolean
is_marker (OfficeRecord *record)
{
  const char *kind = office_record_get_kind_name (record);

  return g_strcmp0 (kind, "read") == 0 || g_strcmp0 (kind, "activity") == 0;
}

static void
on_applied (OfficeActivity *self, GPtrArray *records)
{
  gboolean markers = FALSE;

  for (guint i = 0; i < records->len; i++)
    {
      if (may_belong (records->pdata[i]))
        {
          reload_later (self);
          return;
        }
      markers = markers || is_marker (records->pdata[i]);
    }
  if (markers)
    update_unread (self);
}

/* ---- overrides ---- */

static GType
office_activity_get_item_type (GListModel *model)
{
  return OFFICE_TYPE_ACTIVITY_ENTRY;
}

static guint
office_activity_get_n_items (GListModel *model)
{
  return office_list_get_length (OFFICE_ACTIVITY (model)->entries);
}

static gpointer
office_activity_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (OFFICE_ACTIVITY (model)->entries), position);
}

static void
office_activity_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OfficeActivity *self = OFFICE_ACTIVITY (object);

  if (id == PROP_N_UNREAD)
    g_value_set_uint (value, self->n_unread);
  else if (id == PROP_HAS_OLDER)
    g_value_set_boolean (value, self->has_older);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
office_activity_dispose (GObject *object)
{
  OfficeActivity *self = OFFICE_ACTIVITY (object);

  if (self->session != NULL)
    {
      office_clock_remove_timeout (self->session->clock, self->reload);
      office_clock_remove_timeout (self->session->clock, self->next_reminder);
      self->reload = self->next_reminder = 0;
    }
  self->session = NULL;
  G_OBJECT_CLASS (office_activity_parent_class)->dispose (object);
}

static void
office_activity_finalize (GObject *object)
{
  OfficeActivity *self = OFFICE_ACTIVITY (object);

  g_hash_table_unref (self->by_key);
  g_object_unref (self->entries);
  G_OBJECT_CLASS (office_activity_parent_class)->finalize (object);
}

static void
office_activity_class_init (OfficeActivityClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = office_activity_dispose;
  object_class->finalize = office_activity_finalize;
  object_class->get_property = office_activity_get_property;

  properties[PROP_N_UNREAD] = g_param_spec_uint ("n-unread", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_HAS_OLDER] = g_param_spec_boolean ("has-older", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
office_activity_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = office_activity_get_item_type;
  iface->get_n_items = office_activity_get_n_items;
  iface->get_item = office_activity_get_item;
}

static void
office_activity_init (OfficeActivity *self)
{
  self->entries = office_list_new (OFFICE_TYPE_ACTIVITY_ENTRY);
  self->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  self->limit = PAGE;
  office_list_forward (self->entries, G_LIST_MODEL (self));
}

/* ---- public ---- */

/**
 * office_activity_new:
 * @session: the office; it has to outlive what is made here, or dispose it
 *
 * Returns: (transfer full): what is new in it for the person; empty until the clock has gone on a moment
 */
OfficeActivity *
office_activity_new (OfficeSession *session)
{
  OfficeActivity *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);

  self = g_object_new (OFFICE_TYPE_ACTIVITY, NULL);
  self->session = session;
  g_signal_connect_object (session, "applied", G_CALLBACK (on_applied), self, G_CONNECT_SWAPPED);
  reload_later (self);
  return self;
}

/**
 * office_activity_get_n_unread:
 * @self: what is new
 *
 * Returns: how much of it the person has neither looked at nor read where it was said
 */
guint
office_activity_get_n_unread (OfficeActivity *self)
{
  g_return_val_if_fail (OFFICE_IS_ACTIVITY (self), 0);
  return self->n_unread;
}

/**
 * office_activity_has_older:
 * @self: what is new
 *
 * Returns: whether office_activity_load_older() brings more
 */
gboolean
office_activity_has_older (OfficeActivity *self)
{
  g_return_val_if_fail (OFFICE_IS_ACTIVITY (self), FALSE);
  return self->has_older;
}

/**
 * office_activity_load_older:
 * @self: what is new
 *
 * Shows another page.
 */
void
office_activity_load_older (OfficeActivity *self)
{
  g_return_if_fail (OFFICE_IS_ACTIVITY (self));

  if (!self->has_older || self->session == NULL)
    return;
  self->limit = MIN (self->limit + PAGE, MOST);
  load (self);
}

/**
 * office_activity_set_in_view:
 * @self: what is new
 * @in_view: whether the person looks at it
 *
 * What they look at is not new any more; which of it was stays marked while they look.
 */
void
office_activity_set_in_view (OfficeActivity *self, gboolean in_view)
{
  g_return_if_fail (OFFICE_IS_ACTIVITY (self));

  if (self->session == NULL)
    return;
  if (in_view && !self->in_view)
    self->marked_from = get_seen_at (self);
  self->in_view = in_view;
  if (in_view)
    mark_seen (self);
  update_unread (self);
}

/**
 * office_activity_mark_read:
 * @self: what is new
 *
 * Takes all marks away.
 */
void
office_activity_mark_read (OfficeActivity *self)
{
  g_return_if_fail (OFFICE_IS_ACTIVITY (self));

  if (self->session == NULL)
    return;
  mark_seen (self);
  self->marked_from = get_seen_at (self);
  update_unread (self);
}
