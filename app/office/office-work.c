/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-work.h"

#include "office-beside.h"
#include "office-due.h"
#include "office-session-private.h"

#include <glib/gi18n.h>
#include <string.h>

typedef enum { LATE, TODAY, UPCOMING, UNDATED, SNOOZED, DONE, N_GROUPS } Group;

static const struct {
  const char *key, *title;
} groups[N_GROUPS] = {
  [LATE] = { "late", N_ ("Overdue") },          [TODAY] = { "today", N_ ("Today") },
  [UPCOMING] = { "upcoming", N_ ("Upcoming") }, [UNDATED] = { "none", N_ ("No date") },
  [SNOOZED] = { "snoozed", N_ ("Snoozed") },    [DONE] = { "done", N_ ("Done today") },
};

/* One office. */
typedef struct {
  OfficeWork *work;
  OfficeSession *session;
  gboolean held;       /* else it holds the work */
  GHashTable *tasks;   /* OfficeTask, a set: the person's, open or done today */
  GHashTable *snoozed; /* task id → gint64 *, ms */
  gulong applied;
} Desk;

struct _OfficeWork {
  GObject parent_instance;

  GPtrArray *desks;
  OfficeTaskGroup *groups[N_GROUPS];
  OfficeList *list;
  guint n_late, n_tasks;
  GListModel *beside; /* of OfficeBeside; nullable */
  guint turn;         /* source that lays out anew */
  guint waking;       /* timeout at which the next snooze ends */
  OfficeClock *clock; /* of the first session */
};

enum { PROP_0, PROP_N_LATE, N_PROPS };
enum { UPDATED, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void office_work_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OfficeWork, office_work, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, office_work_model_init))

static GType
office_work_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
office_work_get_n_items (GListModel *model)
{
  return office_list_get_length (OFFICE_WORK (model)->list);
}

static gpointer
office_work_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (OFFICE_WORK (model)->list), position);
}

static void
office_work_model_init (GListModelInterface *iface)
{
  iface->get_item_type = office_work_get_item_type;
  iface->get_n_items = office_work_get_n_items;
  iface->get_item = office_work_get_item;
}

/* ---- what belongs to it ---- */

static gint64
find_midnight (Desk *desk)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (office_session_get_now (desk->session) / 1000);
  g_autoptr (GDateTime) midnight = g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now),
                                                          g_date_time_get_day_of_month (now), 0, 0, 0);

  return g_date_time_to_unix (midnight) * 1000;
}

/* Of the record alone: objects are made only for what is shown. */
static gboolean
is_work (Desk *desk, OfficeRecord *record)
{
  g_auto (GStrv) assignees = NULL;
  OfficeRecord *column;

  if (office_record_is_gone (record) || office_record_has (record, "trashed_at")
      || office_record_has (record, "archived_at") || office_record_get_boolean (record, "template"))
    return FALSE;
  assignees = office_record_dup_ids (record, "assignees");
  if (!g_strv_contains ((const char *const *) assignees, office_person_get_id (office_session_get_me (desk->session))))
    return FALSE;
  column = office_session_find_column (desk->session, office_record_get_text (record, "column"));
  return column == NULL || g_strcmp0 (office_record_get_text (column, "state"), "done") != 0
         || office_record_get_integer (record, "completed_at") >= find_midnight (desk);
}

static void
take_record (Desk *desk, OfficeRecord *record)
{
  const char *id = office_record_get_id (record);
  gboolean wanted = is_work (desk, record);
  OfficeTask *task = wanted ? office_session_find_task (desk->session, id)
                            : g_hash_table_lookup (desk->session->tasks, id);

  if (task == NULL)
    return;
  if (wanted)
    g_hash_table_add (desk->tasks, g_object_ref (task));
  else
    g_hash_table_remove (desk->tasks, task);
}

static void
load_snoozed (Desk *desk)
{
  g_autoptr (GPtrArray) records = office_replica_list (desk->session->replica, "snooze", NULL, NULL);

  g_hash_table_remove_all (desk->snoozed);
  for (guint i = 0; i < records->len; i++)
    {
      const char *task = office_record_get_text (records->pdata[i], "task");
      gint64 until = office_record_get_integer (records->pdata[i], "until");

      if (task != NULL)
        g_hash_table_insert (desk->snoozed, g_strdup (task), g_memdup2 (&until, sizeof until));
    }
}

static void
load_tasks (Desk *desk)
{
  g_autoptr (GPtrArray) records = office_replica_list (desk->session->replica, "task", NULL, NULL);

  g_hash_table_remove_all (desk->tasks);
  for (guint i = 0; i < records->len; i++)
    take_record (desk, records->pdata[i]);
}

/* ---- laying out ---- */

static gint64
get_until (Desk *desk, OfficeTask *task)
{
  const gint64 *until = g_hash_table_lookup (desk->snoozed, office_task_get_id (task));

  return until != NULL && *until > office_session_get_now (desk->session) ? *until : 0;
}

static Group
choose_group (Desk *desk, OfficeTask *task)
{
  static const Group of_state[] = {
    [OFFICE_DUE_NONE] = UNDATED,  [OFFICE_DUE_LATE] = LATE,    [OFFICE_DUE_TODAY] = TODAY,
    [OFFICE_DUE_SOON] = UPCOMING, [OFFICE_DUE_FAR] = UPCOMING,
  };

  if (office_task_get_state (task) == OFFICE_STATE_DONE)
    return DONE;
  return get_until (desk, task) > 0 ? SNOOZED : of_state[office_task_get_due_state (task)];
}

/* The sooner, then the more important, then as they stand on the board. */
static int
compare_tasks (gconstpointer a, gconstpointer b)
{
  OfficeTask *first = *(OfficeTask *const *) a, *second = *(OfficeTask *const *) b;
  const char *due = office_task_get_local_due (first), *other = office_task_get_local_due (second);
  int order = due == NULL || other == NULL ? (due == NULL) - (other == NULL) : strcmp (due, other);

  if (order == 0)
    order = (int) office_task_get_priority (second) - (int) office_task_get_priority (first);
  return order != 0 ? order : office_task_compare (a, b);
}

static gboolean lay_out (gpointer data);

static gboolean
on_waking (gpointer data)
{
  OfficeWork *self = data;

  self->waking = 0;
  lay_out (self);
  return G_SOURCE_REMOVE;
}

#define LONGEST_NAP (24 * 60 * 60 * 1000)

static void
wait_for_waking (OfficeWork *self)
{
  gint64 next = G_MAXINT64;

  for (guint i = 0; i < self->desks->len; i++)
    {
      Desk *desk = self->desks->pdata[i];
      GHashTableIter iter;
      gpointer until;

      g_hash_table_iter_init (&iter, desk->snoozed);
      while (g_hash_table_iter_next (&iter, NULL, &until))
        if (*(gint64 *) until > office_session_get_now (desk->session))
          next = MIN (next, *(gint64 *) until - office_session_get_now (desk->session));
    }
  if (self->waking != 0)
    office_clock_remove_timeout (self->clock, self->waking);
  self->waking = next == G_MAXINT64
                     ? 0
                     : office_clock_add_timeout (self->clock, MIN (next, LONGEST_NAP), on_waking, self, NULL);
}

static void
publish (OfficeWork *self, GPtrArray *const *sections)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  guint n_late = self->n_late;

  self->n_tasks = 0;
  for (guint g = 0; g < N_GROUPS; g++)
    {
      g_ptr_array_sort (sections[g], compare_tasks);
      self->n_tasks += sections[g]->len;
      office_task_group_set_n_tasks (self->groups[g], sections[g]->len);
      if (sections[g]->len > 0)
        g_ptr_array_add (items, self->groups[g]);
      if (!office_task_group_get_folded (self->groups[g]))
        g_ptr_array_extend (items, sections[g], NULL, NULL);
    }
  self->n_late = sections[LATE]->len;
  office_list_set (self->list, items);
  if (n_late != self->n_late)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_LATE]);
  g_signal_emit (self, signals[UPDATED], 0);
}

static gboolean
lay_out (gpointer data)
{
  OfficeWork *self = data;
  GPtrArray *sections[N_GROUPS];

  g_clear_handle_id (&self->turn, g_source_remove);
  for (guint g = 0; g < N_GROUPS; g++)
    sections[g] = g_ptr_array_new ();
  for (guint i = 0; i < self->desks->len; i++)
    {
      Desk *desk = self->desks->pdata[i];
      GHashTableIter iter;
      gpointer task;

      g_hash_table_iter_init (&iter, desk->tasks);
      while (g_hash_table_iter_next (&iter, &task, NULL))
        g_ptr_array_add (sections[choose_group (desk, task)], task);
    }
  publish (self, sections);
  for (guint g = 0; g < N_GROUPS; g++)
    g_ptr_array_unref (sections[g]);
  wait_for_waking (self);
  return G_SOURCE_REMOVE;
}

static gboolean
on_turn (gpointer data)
{
  OfficeWork *self = data;

  self->turn = 0;
  return lay_out (self);
}

static void
on_applied (OfficeSession *session, GPtrArray *records, Desk *desk)
{
  gboolean touched = records->len == 0, columns = records->len == 0; /* none: another day has begun */

  for (guint i = 0; i < records->len; i++)
    {
      const char *kind = office_record_get_kind_name (records->pdata[i]);

      if (g_strcmp0 (kind, "task") == 0)
        take_record (desk, records->pdata[i]);
      else if (g_strcmp0 (kind, "snooze") == 0)
        load_snoozed (desk);
      else if (g_strcmp0 (kind, "column") == 0 || g_strcmp0 (kind, "room") == 0)
        columns = TRUE;
      else
        continue;
      touched = TRUE;
    }
  if (columns)
    load_tasks (desk);
  if (touched && desk->work->turn == 0)
    desk->work->turn = g_idle_add (on_turn, desk->work);
}

/* ---- the object ---- */

static void
office_work_forget_beside (OfficeWork *self)
{
  if (self->beside != NULL)
    g_signal_handlers_disconnect_by_data (self->beside, self);
  g_clear_object (&self->beside);
}

static void
desk_free (gpointer data)
{
  Desk *self = data;

  if (self->applied != 0)
    g_signal_handler_disconnect (self->session, self->applied);
  if (self->held)
    g_object_unref (self->session);
  g_hash_table_unref (self->tasks);
  g_hash_table_unref (self->snoozed);
  g_free (self);
}

static void
office_work_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_N_LATE)
    g_value_set_uint (value, OFFICE_WORK (object)->n_late);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
office_work_finalize (GObject *object)
{
  OfficeWork *self = OFFICE_WORK (object);

  g_clear_handle_id (&self->turn, g_source_remove);
  if (self->waking != 0)
    office_clock_remove_timeout (self->clock, self->waking);
  g_clear_object (&self->clock);
  office_work_forget_beside (self);
  g_ptr_array_unref (self->desks);
  for (guint g = 0; g < N_GROUPS; g++)
    g_object_unref (self->groups[g]);
  g_object_unref (self->list);
  G_OBJECT_CLASS (office_work_parent_class)->finalize (object);
}

static void
office_work_class_init (OfficeWorkClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = office_work_get_property;
  object_class->finalize = office_work_finalize;
  properties[PROP_N_LATE] = g_param_spec_uint ("n-late", NULL, NULL, 0, G_MAXUINT, 0,
                                               G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[UPDATED] = g_signal_new ("updated", OFFICE_TYPE_WORK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
office_work_init (OfficeWork *self)
{
  self->desks = g_ptr_array_new_with_free_func (desk_free);
  self->list = office_list_new (G_TYPE_OBJECT);
  office_list_forward (self->list, G_LIST_MODEL (self));
  for (guint g = 0; g < N_GROUPS; g++)
    {
      self->groups[g] = office_task_group_new (groups[g].key);
      office_task_group_set_title (self->groups[g], _ (groups[g].title));
    }
  office_task_group_set_late (self->groups[LATE], TRUE);
  office_task_group_set_folded (self->groups[SNOOZED], TRUE);
}

static void
add_session (OfficeWork *self, OfficeSession *session, gboolean held)
{
  Desk *desk = g_new0 (Desk, 1);

  desk->work = self;
  desk->session = session;
  desk->held = held;
  if (held)
    g_object_ref (session);
  desk->tasks = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  desk->snoozed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  desk->applied = g_signal_connect (session, "applied", G_CALLBACK (on_applied), desk);
  if (self->clock == NULL)
    self->clock = g_object_ref (session->clock);
  g_ptr_array_add (self->desks, desk);
  load_snoozed (desk);
  load_tasks (desk);
  lay_out (self);
}

static gboolean
stands_beside (OfficeWork *self, OfficeSession *session)
{
  for (guint i = 0; self->beside != NULL && i < g_list_model_get_n_items (self->beside); i++)
    {
      g_autoptr (OfficeBeside) beside = g_list_model_get_item (self->beside, i);

      if (office_beside_get_session (beside) == session)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_session (OfficeWork *self, OfficeSession *session)
{
  for (guint i = 0; i < self->desks->len; i++)
    if (((Desk *) self->desks->pdata[i])->session == session)
      return TRUE;
  return FALSE;
}

/* Offices come and go beside the first one. */
static void
on_beside_changed (OfficeWork *self)
{
  guint n_before = self->desks->len;

  for (guint i = self->desks->len; i > 1; i--)
    if (!stands_beside (self, ((Desk *) self->desks->pdata[i - 1])->session))
      g_ptr_array_remove_index (self->desks, i - 1);
  if (self->desks->len != n_before)
    lay_out (self);
  for (guint i = 0; self->beside != NULL && i < g_list_model_get_n_items (self->beside); i++)
    {
      g_autoptr (OfficeBeside) beside = g_list_model_get_item (self->beside, i);
      OfficeSession *session = office_beside_get_session (beside);

      if (session != NULL && !has_session (self, session))
        add_session (self, session, TRUE);
    }
}

/**
 * office_work_follow:
 * @self: work of one office
 * @beside: (nullable): a model of OfficeBeside: the others whose tasks belong to it; %NULL: of the first one alone
 *
 * Their sessions are held as long as they stand there.
 */
void
office_work_follow (OfficeWork *self, GListModel *beside)
{
  g_return_if_fail (OFFICE_IS_WORK (self));

  if (self->beside == beside)
    return;
  office_work_forget_beside (self);
  if (beside != NULL)
    {
      self->beside = g_object_ref (beside);
      g_signal_connect_swapped (beside, "items-changed", G_CALLBACK (on_beside_changed), self);
    }
  on_beside_changed (self);
  g_signal_emit (self, signals[UPDATED], 0);
}

/* Somebody may hold it longer than the session lives. */
static void
drop_work (gpointer work)
{
  OfficeWork *self = work;

  office_work_forget_beside (self);
  g_ptr_array_set_size (self->desks, 0);
  wait_for_waking (self);
  g_object_unref (self);
}

/**
 * office_session_get_work:
 * @session: a session
 *
 * Returns: (transfer none): the person's work in this office; made when it is first asked for
 */
OfficeWork *
office_session_get_work (OfficeSession *session)
{
  OfficeWork *work;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);

  work = g_object_get_data (G_OBJECT (session), OFFICE_SESSION_WORK);
  if (work == NULL)
    {
      work = g_object_new (OFFICE_TYPE_WORK, NULL);
      add_session (work, session, FALSE);
      g_object_set_data_full (G_OBJECT (session), OFFICE_SESSION_WORK, work, drop_work);
    }
  return work;
}

static Desk *
find_desk (OfficeWork *self, OfficeTask *task)
{
  for (guint i = 0; i < self->desks->len; i++)
    if (g_hash_table_contains (((Desk *) self->desks->pdata[i])->tasks, task))
      return self->desks->pdata[i];
  return NULL;
}

/**
 * office_work_find_session:
 * @self: work
 * @task: a task of it
 *
 * Returns: (transfer none) (nullable): the office it is of
 */
OfficeSession *
office_work_find_session (OfficeWork *self, OfficeTask *task)
{
  Desk *desk;

  g_return_val_if_fail (OFFICE_IS_WORK (self), NULL);

  desk = find_desk (self, task);
  return desk != NULL ? desk->session : NULL;
}

/**
 * office_work_has_several:
 * @self: work
 *
 * Returns: whether it is of more than one office
 */
gboolean
office_work_has_several (OfficeWork *self)
{
  g_return_val_if_fail (OFFICE_IS_WORK (self), FALSE);

  return self->desks->len > 1;
}

/**
 * office_work_is_elsewhere:
 * @self: work
 * @task: a task of it
 *
 * Returns: whether it is in another office than the one that was added first
 */
gboolean
office_work_is_elsewhere (OfficeWork *self, OfficeTask *task)
{
  Desk *desk;

  g_return_val_if_fail (OFFICE_IS_WORK (self), FALSE);

  desk = find_desk (self, task);
  return desk != NULL && desk != self->desks->pdata[0];
}

/**
 * office_work_get_beside:
 * @self: work
 *
 * Returns: (transfer none) (nullable): the model that was given to office_work_follow()
 */
GListModel *
office_work_get_beside (OfficeWork *self)
{
  g_return_val_if_fail (OFFICE_IS_WORK (self), NULL);

  return self->beside;
}

static OfficeSession *
find_last (OfficeWork *self, guint64 (*get_place) (OfficeSession *session))
{
  OfficeSession *last = NULL;

  for (guint i = 0; i < self->desks->len; i++)
    {
      OfficeSession *session = ((Desk *) self->desks->pdata[i])->session;

      if (get_place (session) > (last != NULL ? get_place (last) : 0))
        last = session;
    }
  return last;
}

/**
 * office_work_find_last_done:
 * @self: work
 *
 * Returns: (transfer none) (nullable): of its offices the one in which the person did something last that can be taken back
 */
OfficeSession *
office_work_find_last_done (OfficeWork *self)
{
  g_return_val_if_fail (OFFICE_IS_WORK (self), NULL);

  return find_last (self, office_session_get_last_done);
}

/**
 * office_work_find_last_undone:
 * @self: work
 *
 * It is one list to the person: who has done something since, in whichever of them, does nothing again here.
 *
 * Returns: (transfer none) (nullable): of its offices the one in which the person took something back last that can be done again
 */
OfficeSession *
office_work_find_last_undone (OfficeWork *self)
{
  OfficeSession *last;

  g_return_val_if_fail (OFFICE_IS_WORK (self), NULL);

  last = find_last (self, office_session_get_last_undone);
  return last != NULL && office_session_is_last_undone_latest (last) ? last : NULL;
}

/**
 * office_work_get_n_late:
 * @self: work
 *
 * Returns: how many tasks are overdue
 */
guint
office_work_get_n_late (OfficeWork *self)
{
  g_return_val_if_fail (OFFICE_IS_WORK (self), 0);

  return self->n_late;
}

/**
 * office_work_get_n_tasks:
 * @self: work
 *
 * Returns: how many tasks there are, those in folded groups too
 */
guint
office_work_get_n_tasks (OfficeWork *self)
{
  g_return_val_if_fail (OFFICE_IS_WORK (self), 0);

  return self->n_tasks;
}

/**
 * office_work_toggle_group:
 * @self: work
 * @group: one of its groups
 *
 * Leaves its tasks out, or shows them again.
 */
void
office_work_toggle_group (OfficeWork *self, OfficeTaskGroup *group)
{
  g_return_if_fail (OFFICE_IS_WORK (self));

  office_task_group_set_folded (group, !office_task_group_get_folded (group));
  lay_out (self);
}

/**
 * office_work_get_snoozed_until:
 * @self: work
 * @task: a task of it
 *
 * Returns: until when it is not to be seen, ms since 1970; 0: it is
 */
gint64
office_work_get_snoozed_until (OfficeWork *self, OfficeTask *task)
{
  Desk *desk;

  g_return_val_if_fail (OFFICE_IS_WORK (self), 0);

  desk = find_desk (self, task);
  return desk != NULL ? get_until (desk, task) : 0;
}
