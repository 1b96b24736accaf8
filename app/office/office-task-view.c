/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-view.h"

#include "office-session-private.h"

#include <glib/gi18n.h>

struct _OfficeTaskView {
  GObject parent_instance;

  OfficeRecord *record; /* holds the texts */
  OfficeTaskLook look;
};

G_DEFINE_FINAL_TYPE (OfficeTaskView, office_task_view, G_TYPE_OBJECT)

static void
office_task_view_finalize (GObject *object)
{
  office_record_unref (OFFICE_TASK_VIEW (object)->record);
  G_OBJECT_CLASS (office_task_view_parent_class)->finalize (object);
}

static void
office_task_view_class_init (OfficeTaskViewClass *class)
{
  G_OBJECT_CLASS (class)->finalize = office_task_view_finalize;
}

static void
office_task_view_init (OfficeTaskView *self)
{
}

static OfficeTaskView *
office_task_view_new (OfficeRecord *record)
{
  OfficeTaskView *self = g_object_new (OFFICE_TYPE_TASK_VIEW, NULL);

  self->record = office_record_ref (record);
  self->look = (OfficeTaskLook){ office_tasks_layout_from_text (office_record_get_text (record, "layout")),
                                 office_record_get_text (record, "query"), office_record_get_text (record, "group"),
                                 office_record_get_text (record, "sort") };
  return self;
}

const char *
office_task_view_get_id (OfficeTaskView *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK_VIEW (self), NULL);

  return office_record_get_id (self->record);
}

const char *
office_task_view_get_name (OfficeTaskView *self)
{
  const char *name;

  g_return_val_if_fail (OFFICE_IS_TASK_VIEW (self), NULL);

  name = office_record_get_text (self->record, "name");
  return name != NULL ? name : "";
}

const OfficeTaskLook *
office_task_view_get_look (OfficeTaskView *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK_VIEW (self), NULL);

  return &self->look;
}

/* ---- words ---- */

static const char *const layouts[] = { "board", "list", "month", "week" };

/**
 * office_tasks_layout_to_text:
 * @layout: a layout
 *
 * Returns: (transfer none): the word of the table of kinds
 */
const char *
office_tasks_layout_to_text (OfficeTasksLayout layout)
{
  return layouts[layout];
}

/**
 * office_tasks_layout_from_text:
 * @text: (nullable): the word of the table of kinds
 *
 * Returns: the layout
 */
OfficeTasksLayout
office_tasks_layout_from_text (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    if (g_strcmp0 (text, layouts[i]) == 0)
      return (OfficeTasksLayout) i;
  return OFFICE_TASKS_BOARD;
}

/* ---- the views of a room ---- */

typedef struct {
  OfficeSession *session; /* not owned: the list's signal goes with either */
  char *room;
  GListStore *store;
} Views;

static void
views_free (gpointer data, GClosure *closure)
{
  g_free (((Views *) data)->room);
  g_free (data);
}

static void
fill (Views *self)
{
  g_autoptr (GPtrArray) records = office_session_list_sorted (self->session, "view", "room", self->room);
  g_autoptr (GPtrArray) views = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (views, office_task_view_new (records->pdata[i]));
  g_list_store_splice (self->store, 0, g_list_model_get_n_items (G_LIST_MODEL (self->store)), views->pdata, views->len);
}

static void
on_applied (OfficeSession *session, GPtrArray *records, Views *self)
{
  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (office_record_get_kind_name (records->pdata[i]), "view") == 0)
      {
        fill (self);
        return;
      }
}

static void
on_store_finalized (gpointer data, GObject *where_it_was)
{
  Views *self = data;

  g_signal_handlers_disconnect_by_func (self->session, on_applied, self);
}

/**
 * office_session_open_views:
 * @session: a session
 * @room: a room's id
 *
 * Returns: (transfer full): a model of the room's OfficeTaskView in order; live as long as it is held, and not longer than
 *   the session
 */
GListModel *
office_session_open_views (OfficeSession *session, const char *room)
{
  Views *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);
  g_return_val_if_fail (room != NULL, NULL);

  self = g_new0 (Views, 1);
  self->session = session;
  self->room = g_strdup (room);
  self->store = g_list_store_new (OFFICE_TYPE_TASK_VIEW);
  g_object_set_data_full (G_OBJECT (self->store), "session", g_object_ref (session), g_object_unref);
  g_signal_connect_data (session, "applied", G_CALLBACK (on_applied), self, views_free, 0);
  g_object_weak_ref (G_OBJECT (self->store), on_store_finalized, self);
  fill (self);
  return G_LIST_MODEL (self->store);
}

/* ---- commands ---- */

static void
set_member (JsonObject *with, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    json_object_set_string_member (with, name, value);
}

static JsonObject *
make_put (OfficeSession *session, const char *room, const char *name, const OfficeTaskLook *look, char **id)
{
  JsonObject *with = json_object_new ();
  g_autoptr (GPtrArray) views = office_session_list_sorted (session, "view", "room", room);
  g_autofree char *position = office_session_position_at_end (views);

  *id = office_session_make_id (session);
  json_object_set_string_member (with, "kind", "view");
  json_object_set_string_member (with, "id", *id);
  json_object_set_string_member (with, "room", room);
  json_object_set_string_member (with, "name", name);
  json_object_set_string_member (with, "layout", office_tasks_layout_to_text (look->layout));
  set_member (with, "query", look->query);
  set_member (with, "group", look->group);
  set_member (with, "sort", look->sort);
  set_member (with, "position", position);
  return with;
}

/**
 * office_session_save_view:
 * @session: a session
 * @room: a room's id
 * @name: 1 to 60 characters
 * @look: what it shows
 * @id: (out) (optional): its id
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_save_view (OfficeSession *session, const char *room, const char *name, const OfficeTaskLook *look,
                          char **id, GError **error)
{
  g_autofree char *made = NULL;
  JsonObject *with;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), FALSE);

  with = make_put (session, room, name, look, &made);
  if (!office_session_do (session, "put", with, _ ("View saved"), error))
    return FALSE;
  if (id != NULL)
    *id = g_steal_pointer (&made);
  return TRUE;
}

/**
 * office_session_rename_view:
 * @session: a session
 * @view: a view's id
 * @name: 1 to 60 characters
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_rename_view (OfficeSession *session, const char *view, const char *name, GError **error)
{
  JsonObject *set;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), FALSE);

  set = json_object_new ();
  json_object_set_string_member (set, "name", name);
  return office_session_set_fields (session, "view", view, set, _ ("View renamed"), error);
}

/**
 * office_session_change_view:
 * @session: a session
 * @view: a view's id
 * @look: what it is to show
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_change_view (OfficeSession *session, const char *view, const OfficeTaskLook *look, GError **error)
{
  const struct {
    const char *field, *value;
  } changes[] = {
    { "layout", office_tasks_layout_to_text (look->layout) },
    { "query", look->query },
    { "group", look->group },
    { "sort", look->sort },
  };
  JsonObject *with = json_object_new (), *set = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    if (changes[i].value != NULL && *changes[i].value != '\0')
      json_object_set_string_member (set, changes[i].field, changes[i].value);
    else
      json_object_set_null_member (set, changes[i].field);
  json_object_set_string_member (with, "kind", "view");
  json_object_set_string_member (with, "id", view);
  json_object_set_object_member (with, "set", set);
  return office_session_do (session, "patch", with, _ ("View changed"), error);
}

/**
 * office_session_remove_view:
 * @session: a session
 * @view: a view's id
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_remove_view (OfficeSession *session, const char *view, GError **error)
{
  g_autoptr (OfficeRecord) record = NULL;
  g_autofree char *words = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), FALSE);

  record = office_session_find_or_refuse (session, view, "view", error);
  if (record == NULL)
    return FALSE;
  /* Translators: %s is the name of a saved view of a room's tasks */
  words = g_strdup_printf (_ ("View “%s” removed"), office_record_get_text (record, "name"));
  return office_session_do_and_say (session, "remove", office_session_make_removal ("view", view), words, error);
}
