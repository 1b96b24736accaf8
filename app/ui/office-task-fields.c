/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-fields.h"

#include "office-due-zone.h"
#include "office-due.h"
#include "office-estimate.h"
#include "office-repeat-picker.h"
#include "office-repeat-rule.h"
#include "office-task-chooser.h"
#include "office-task-pickers.h"

#include <glib/gi18n.h>

#define NAME_WIDTH 84

typedef enum { REPEAT, START, ESTIMATE, PARENT, BLOCKED, WATCHERS, N_FIELDS } Field;

struct _OfficeTaskFields {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeTask *task;
  OfficeRoom *room; /* of the task: the short id begins with its key; nullable */
  gboolean all;     /* empty ones too */
  GtkWidget *rows[N_FIELDS];
  GtkWidget *buttons[N_FIELDS];
  GtkWidget *labels[N_FIELDS];
  GtkWidget *more;
  GtkWidget *origin; /* who made it and when, and its short id */
  GtkWidget *short_id;
};

G_DEFINE_FINAL_TYPE (OfficeTaskFields, office_task_fields, GTK_TYPE_WIDGET)

static const char *const names[] = { N_ ("Repeats"), N_ ("Start"),     N_ ("Estimate"),
                                     N_ ("Part of"), N_ ("Waits for"), N_ ("Watchers") };

/* ---- values in words; NULL: there is none ---- */

static char *
dup_repeat (OfficeTaskFields *self)
{
  const char *rule = office_task_get_repeat (self->task);

  return rule != NULL ? office_repeat_to_text (rule, office_task_get_repeat_from (self->task)) : NULL;
}

static char *
dup_start (OfficeTaskFields *self)
{
  g_autofree char *local = office_due_to_zone (office_task_get_start (self->task), office_task_get_zone (self->task),
                                               NULL);

  return office_due_to_long_text (local);
}

static char *
dup_estimate (OfficeTaskFields *self)
{
  const gint64 minutes = office_task_get_estimate (self->task);

  return minutes > 0 ? office_estimate_to_text (minutes) : NULL;
}

static void
append_title (GString *text, OfficeTaskFields *self, const char *id)
{
  OfficeTask *task = id != NULL ? office_session_find_task (self->session, id) : NULL;

  if (task == NULL || office_task_get_trashed (task))
    return;
  g_string_append_printf (text, "%s%s%s", text->len > 0 ? ", " : "",
                          office_task_get_state (task) == OFFICE_STATE_DONE ? "✓ " : "", office_task_get_title (task));
}

static char *
dup_titles (OfficeTaskFields *self, const char *const *ids)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    append_title (text, self, ids[i]);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static char *
dup_watchers (OfficeTaskFields *self)
{
  GListModel *people = office_task_get_watchers (self->task);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (OfficePerson) person = g_list_model_get_item (people, i);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", office_person_get_name (person));
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static char *
dup_value (OfficeTaskFields *self, Field field)
{
  const char *const parent[] = { office_task_get_parent_id (self->task), NULL };

  switch (field)
    {
    case REPEAT:
      return dup_repeat (self);
    case START:
      return dup_start (self);
    case ESTIMATE:
      return dup_estimate (self);
    case PARENT:
      return dup_titles (self, parent);
    case BLOCKED:
      return dup_titles (self, office_task_get_blocked_by (self->task));
    case WATCHERS:
      return dup_watchers (self);
    case N_FIELDS:
    default:
      return NULL;
    }
}

static void
update_origin (OfficeTaskFields *self)
{
  const char *by = office_task_get_created_by_id (self->task);
  g_autofree char *short_id = office_session_dup_short_id (self->session, self->task);
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (office_task_get_created_at (self->task) / 1000);
  g_autofree char *day = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->short_id, short_id != NULL);
  if (short_id != NULL)
    gtk_button_set_label (GTK_BUTTON (self->short_id), short_id);
  if (by == NULL || office_task_get_created_at (self->task) == 0)
    {
      gtk_label_set_text (GTK_LABEL (self->origin), "");
      return;
    }
  /* Translators: a day of another year, as in "20 Jun 2026" */
  day = g_date_time_format (at, _ ("%-d %b %Y"));
  /* Translators: "Made by Anna Lindqvist · 20 Jun 2026" */
  text = g_strdup_printf (_ ("Made by %s · %s"),
                          office_person_get_name (office_session_find_person (self->session, by)), day);
  gtk_label_set_text (GTK_LABEL (self->origin), text);
}

/* The task may go to another room, and the room may get another key. */
static void
follow_room (OfficeTaskFields *self)
{
  OfficeRoom *room = self->task != NULL ? office_session_find_room (self->session, office_task_get_room_id (self->task))
                                        : NULL;

  if (room == self->room)
    return;
  if (self->room != NULL)
    g_signal_handlers_disconnect_by_data (self->room, self);
  g_set_object (&self->room, room);
  if (room != NULL)
    g_signal_connect_swapped (room, "notify::key", G_CALLBACK (update_origin), self);
}

static void
update (OfficeTaskFields *self)
{
  gboolean folded = FALSE;

  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_autofree char *value = dup_value (self, (Field) i);
      const char *words = value != NULL ? value : i == REPEAT ? _ ("Never") : _ ("None");
      g_autofree char *name = g_strdup_printf (_ ("%s: %s"), _ (names[i]), words);

      gtk_label_set_text (GTK_LABEL (self->labels[i]), words);
      if (value != NULL)
        gtk_widget_remove_css_class (self->labels[i], "field-name");
      else
        gtk_widget_add_css_class (self->labels[i], "field-name");
      gtk_widget_set_tooltip_text (self->buttons[i], value);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      gtk_widget_set_visible (self->rows[i], self->all || value != NULL || i == REPEAT);
      folded = folded || (value == NULL && i != REPEAT);
    }
  gtk_widget_set_visible (self->more, folded);
  gtk_button_set_label (GTK_BUTTON (self->more), self->all ? _ ("Fewer Fields") : _ ("More Fields"));
  follow_room (self);
  update_origin (self);
}

static void
on_more (OfficeTaskFields *self)
{
  self->all = !self->all;
  update (self);
}

static void
on_copy (OfficeTaskFields *self)
{
  g_autofree char *link = office_session_dup_link (self->session, OFFICE_PLACE_LINK_TASK,
                                                   office_task_get_id (self->task));
  g_autofree char *both = g_strdup_printf ("%s %s", gtk_button_get_label (GTK_BUTTON (self->short_id)), link);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), both);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", _ ("Number and link copied"));
}

/* ---- building ---- */

static void
add_row (OfficeTaskFields *self, Field field)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = gtk_label_new (_ (names[field]));
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_size_request (name, NAME_WIDTH, -1);
  gtk_widget_add_css_class (name, "field-name");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "field");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (row), name);
  gtk_box_append (GTK_BOX (row), button);
  gtk_widget_set_parent (row, GTK_WIDGET (self));
  self->rows[field] = row;
  self->buttons[field] = button;
  self->labels[field] = label;
}

static void
add_foot (OfficeTaskFields *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->more = gtk_button_new_with_label ("");
  gtk_widget_add_css_class (self->more, "flat");
  gtk_widget_add_css_class (self->more, "field");
  gtk_widget_add_css_class (self->more, "field-name");
  gtk_widget_add_css_class (self->more, "outdent");
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (on_more), self);
  self->origin = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->origin), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->origin), 1);
  gtk_widget_set_hexpand (self->origin, TRUE);
  gtk_widget_add_css_class (self->origin, "meta");
  self->short_id = gtk_button_new_with_label ("");
  gtk_widget_add_css_class (self->short_id, "flat");
  gtk_widget_add_css_class (self->short_id, "field");
  gtk_widget_set_tooltip_text (self->short_id, _ ("Copy Number and Link"));
  g_signal_connect_swapped (self->short_id, "clicked", G_CALLBACK (on_copy), self);
  gtk_box_append (GTK_BOX (foot), self->more);
  gtk_box_append (GTK_BOX (foot), self->origin);
  gtk_box_append (GTK_BOX (foot), self->short_id);
  gtk_widget_set_parent (foot, GTK_WIDGET (self));
}

static void
unfollow (OfficeTaskFields *self)
{
  if (self->room != NULL)
    g_signal_handlers_disconnect_by_data (self->room, self);
  g_clear_object (&self->room);
  if (self->task == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->task, self);
  g_signal_handlers_disconnect_by_data (office_task_get_watchers (self->task), self);
}

static void
office_task_fields_dispose (GObject *object)
{
  OfficeTaskFields *self = OFFICE_TASK_FIELDS (object);
  GtkWidget *child;

  unfollow (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->task);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (office_task_fields_parent_class)->dispose (object);
}

static void
office_task_fields_class_init (OfficeTaskFieldsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = office_task_fields_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "taskfields");
}

static void
office_task_fields_init (OfficeTaskFields *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 1);
  for (guint i = 0; i < N_FIELDS; i++)
    add_row (self, (Field) i);
  add_foot (self);
}

/**
 * office_task_fields_set_task:
 * @self: the fields
 * @session: (nullable): the office
 * @task: (nullable): whose they are
 */
void
office_task_fields_set_task (OfficeTaskFields *self, OfficeSession *session, OfficeTask *task)
{
  static GtkWidget *(*const pickers[]) (OfficeSession *, OfficeTask *)
      = { office_repeat_picker_new, office_start_picker_new,   office_estimate_picker_new,
          office_parent_picker_new, office_blocked_picker_new, office_watchers_picker_new };

  g_return_if_fail (OFFICE_IS_TASK_FIELDS (self));

  unfollow (self);
  g_set_object (&self->session, session);
  g_set_object (&self->task, task);
  self->all = FALSE;
  for (guint i = 0; i < N_FIELDS; i++)
    gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->buttons[i]), task != NULL ? pickers[i](session, task) : NULL);
  if (task == NULL)
    return;
  g_signal_connect_swapped (task, "notify", G_CALLBACK (update), self);
  g_signal_connect_swapped (office_task_get_watchers (task), "items-changed", G_CALLBACK (update), self);
  update (self);
}
