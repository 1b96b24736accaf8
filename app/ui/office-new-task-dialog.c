/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-new-task-dialog.h"

#include <glib/gi18n.h>

#include "office-quick-entry.h"
#include "office-settings.h"
#include "office-template-menu.h"
#include "office-templates.h"

#define DRAFT   "new-task"
#define SETTING "last-task-room"

struct _OfficeNewTaskDialog {
  AdwWindow parent_instance;

  OfficeSession *session;
  GListModel *all_rooms;
  char *like; /* the template whose description and steps the task gets; nullable */

  GtkStack *stack;
  OfficeQuickEntry *entry;
  GtkDropDown *rooms;
  GtkDropDown *columns;
  GtkLabel *hint;
  GtkWidget *make_button;
  GtkWidget *template_row;
  GtkMenuButton *template_button;
  GtkWidget *like_box; /* tells of what comes along that the line cannot say */
  GtkLabel *like_label;
};

enum { OPEN, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeNewTaskDialog, office_new_task_dialog, ADW_TYPE_WINDOW)

static const char *
get_room_id (OfficeNewTaskDialog *self)
{
  OfficeRoom *room = gtk_drop_down_get_selected_item (self->rooms);

  return room != NULL ? office_room_get_id (room) : NULL;
}

static const char *
get_column_id (OfficeNewTaskDialog *self)
{
  OfficeColumn *column = gtk_drop_down_get_selected_item (self->columns);

  return column != NULL ? office_column_get_id (column) : NULL;
}

static void
set_hint (OfficeNewTaskDialog *self, const char *hint, gboolean failed)
{
  gtk_label_set_text (self->hint, hint);
  if (failed)
    gtk_widget_add_css_class (GTK_WIDGET (self->hint), "failed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->hint), "failed");
}

/* ---- which room was used last ---- */

static gboolean
has_setting (GSettings *settings)
{
  g_autoptr (GSettingsSchema) schema = NULL;

  if (settings == NULL)
    return FALSE;
  g_object_get (settings, "settings-schema", &schema, NULL);
  return g_settings_schema_has_key (schema, SETTING);
}

static void
remember_room (OfficeNewTaskDialog *self, const char *room)
{
  if (has_setting (office_settings_get_default ()))
    g_settings_set_string (office_settings_get_default (), SETTING, room);
}

static char *
dup_last_room (void)
{
  return has_setting (office_settings_get_default ()) ? g_settings_get_string (office_settings_get_default (), SETTING)
                                                      : NULL;
}

/* ---- from a template ---- */

/* "3 steps and a description"; NULL: it has neither */
static char *
dup_parts (OfficeTask *template)
{
  const guint n = office_task_get_n_steps (template);
  const char *description = office_task_get_description (template);

  if (description != NULL && *description != '\0')
    return n > 0
               ? g_strdup_printf (ngettext ("With a description and %u step", "With a description and %u steps", n), n)
               : g_strdup (_ ("With a description"));
  return n > 0 ? g_strdup_printf (ngettext ("With %u step", "With %u steps", n), n) : NULL;
}

static void
set_like (OfficeNewTaskDialog *self, const char *template)
{
  OfficeTask *task = template != NULL ? office_session_find_task (self->session, template) : NULL;
  g_autofree char *parts = task != NULL ? dup_parts (task) : NULL;

  g_free (self->like);
  self->like = parts != NULL ? g_strdup (template) : NULL;
  gtk_widget_set_visible (self->like_box, parts != NULL);
  gtk_label_set_text (self->like_label, parts != NULL ? parts : "");
}

static void
on_without_parts (OfficeNewTaskDialog *self)
{
  set_like (self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* Target: the template. All that it says stands in the line then, to be changed. */
static void
choose_template (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeNewTaskDialog *self = OFFICE_NEW_TASK_DIALOG (widget);
  const char *template = g_variant_get_string (target, NULL);
  g_auto (GStrv) plain = NULL;
  g_autofree char *line = office_session_dup_template_line (self->session, template, &plain);

  if (line == NULL)
    return;
  office_quick_entry_set_line (self->entry, line, (const char *const *) plain);
  set_like (self, template);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* There may be others by the time that it is pressed. */
static void
make_template_menu (GtkMenuButton *button, gpointer data)
{
  OfficeNewTaskDialog *self = data;
  g_autoptr (GMenuModel) menu = get_room_id (self) != NULL
                                    ? office_template_menu_new (self->session, get_room_id (self), "new-task.template")
                                    : NULL;

  gtk_menu_button_set_menu_model (button, menu);
}

static void
offer_templates (OfficeNewTaskDialog *self, const char *room)
{
  g_autoptr (GPtrArray) templates = office_session_list_task_templates (self->session, room);

  set_like (self, NULL);
  gtk_widget_set_visible (self->template_row, templates->len > 0);
}

/* ---- making ---- */

static void
on_changed (OfficeNewTaskDialog *self)
{
  OfficeQuickTask *task = office_quick_entry_get_task (self->entry);
  const gboolean elsewhere = task != NULL && office_quick_task_get (task, OFFICE_QUICK_ROOM) != NULL;

  if (self->session == NULL)
    return;
  office_session_set_draft (self->session, DRAFT, office_quick_entry_get_text (self->entry));
  gtk_widget_set_sensitive (self->make_button, task != NULL && *task->title != '\0');
  /* A room in the line counts more. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->rooms), !elsewhere);
  gtk_widget_set_sensitive (GTK_WIDGET (self->columns), !elsewhere);
  set_hint (self, _ ("Enter makes the task, Ctrl+Enter makes and opens it"), FALSE);
}

static void
finish (OfficeNewTaskDialog *self)
{
  remember_room (self, get_room_id (self));
  office_quick_entry_set_text (self->entry, "");
  gtk_window_close (GTK_WINDOW (self));
}

static void
make (OfficeNewTaskDialog *self, gboolean open)
{
  g_autoptr (OfficeNewTaskDialog) kept = g_object_ref (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  if (get_room_id (self) == NULL || office_quick_entry_get_task (self->entry) == NULL)
    return;
  if (!office_session_make_quick_task_like (self->session, get_room_id (self), get_column_id (self),
                                            office_quick_entry_get_task (self->entry), self->like, &id, &error))
    {
      set_hint (self, error->message, TRUE);
      return;
    }
  finish (self);
  if (open)
    g_signal_emit (self, signals[OPEN], 0, id);
}

static void
on_make (OfficeNewTaskDialog *self)
{
  make (self, FALSE);
}

static void
on_lines (OfficeNewTaskDialog *self, const char *const *lines)
{
  g_autoptr (GError) error = NULL;

  if (get_room_id (self) == NULL)
    return;
  if (office_session_make_quick_tasks (self->session, get_room_id (self), get_column_id (self), lines, &error))
    finish (self);
  else
    set_hint (self, error->message, TRUE);
}

static void
on_cancel (OfficeNewTaskDialog *self)
{
  office_quick_entry_set_text (self->entry, "");
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_new_room (OfficeNewTaskDialog *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  gtk_window_close (GTK_WINDOW (self));
  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.new-room", NULL);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
                OfficeNewTaskDialog *self)
{
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) || (state & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;
  make (self, TRUE);
  return GDK_EVENT_STOP;
}

/* ---- where ---- */

static void
choose_open_column (OfficeNewTaskDialog *self, GListModel *board)
{
  for (guint i = 0; i < g_list_model_get_n_items (board); i++)
    {
      g_autoptr (OfficeColumn) column = g_list_model_get_item (board, i);

      if (office_column_get_state (column) == OFFICE_STATE_OPEN)
        {
          gtk_drop_down_set_selected (self->columns, i);
          return;
        }
    }
}

static void
on_room_chosen (OfficeNewTaskDialog *self)
{
  const char *room = self->session != NULL ? get_room_id (self) : NULL;
  g_autoptr (OfficeBoard) board = room != NULL ? office_session_open_board (self->session, room) : NULL;

  if (room == NULL)
    return;
  gtk_drop_down_set_model (self->columns, G_LIST_MODEL (board));
  choose_open_column (self, G_LIST_MODEL (board));
  offer_templates (self, room);
  office_quick_entry_set_place (self->entry, self->session, room, TRUE);
}

static gboolean
choose_room (OfficeNewTaskDialog *self, const char *room)
{
  for (guint i = 0; room != NULL && i < g_list_model_get_n_items (self->all_rooms); i++)
    {
      g_autoptr (OfficeRoom) item = g_list_model_get_item (self->all_rooms, i);

      if (g_str_equal (office_room_get_id (item), room))
        {
          gtk_drop_down_set_selected (self->rooms, i);
          return TRUE;
        }
    }
  return FALSE;
}

static void
bind_rooms (OfficeNewTaskDialog *self)
{
  GListStore *lists = g_list_store_new (G_TYPE_LIST_MODEL);

  g_list_store_append (lists, office_session_get_rooms (self->session));
  g_list_store_append (lists, office_session_get_directs (self->session));
  self->all_rooms = G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (lists)));
  gtk_drop_down_set_model (self->rooms, self->all_rooms);
}

/* ---- overrides ---- */

static void
office_new_task_dialog_dispose (GObject *object)
{
  OfficeNewTaskDialog *self = OFFICE_NEW_TASK_DIALOG (object);

  g_clear_object (&self->all_rooms);
  g_clear_object (&self->session);
  g_clear_pointer (&self->like, g_free);

  G_OBJECT_CLASS (office_new_task_dialog_parent_class)->dispose (object);
}

static void
office_new_task_dialog_class_init (OfficeNewTaskDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_new_task_dialog_dispose;

  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_STRING);

  g_type_ensure (OFFICE_TYPE_QUICK_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-new-task-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeNewTaskDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, OfficeNewTaskDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, OfficeNewTaskDialog, rooms);
  gtk_widget_class_bind_template_child (widget_class, OfficeNewTaskDialog, columns);
  gtk_widget_class_bind_template_child (widget_class, OfficeNewTaskDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, OfficeNewTaskDialog, make_button);
  gtk_widget_class_bind_template_child (widget_class, OfficeNewTaskDialog, template_row);
  gtk_widget_class_bind_template_child (widget_class, OfficeNewTaskDialog, template_button);
  gtk_widget_class_bind_template_child (widget_class, OfficeNewTaskDialog, like_box);
  gtk_widget_class_bind_template_child (widget_class, OfficeNewTaskDialog, like_label);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_lines);
  gtk_widget_class_bind_template_callback (widget_class, on_make);
  gtk_widget_class_bind_template_callback (widget_class, on_new_room);
  gtk_widget_class_bind_template_callback (widget_class, on_room_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_without_parts);
  gtk_widget_class_install_action (widget_class, "new-task.template", "s", choose_template);
  /* Closed by Esc it keeps what was typed. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
office_new_task_dialog_init (OfficeNewTaskDialog *self)
{
  g_autoptr (GtkExpression) room_name = gtk_property_expression_new (OFFICE_TYPE_ROOM, NULL, "name");
  g_autoptr (GtkExpression) column_name = gtk_property_expression_new (OFFICE_TYPE_COLUMN, NULL, "name");

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->template_button, make_template_menu, self, NULL);
  gtk_drop_down_set_expression (self->rooms, room_name);
  gtk_drop_down_set_expression (self->columns, column_name);
}

/**
 * office_new_task_dialog_new:
 * @session: the office
 * @room: (nullable): the id of the room that it goes to at first
 *
 * Returns: (transfer floating): a dialog
 */
GtkWidget *
office_new_task_dialog_new (OfficeSession *session, const char *room)
{
  OfficeNewTaskDialog *self;
  g_autofree char *last = dup_last_room ();
  g_autofree char *draft = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);

  self = g_object_new (OFFICE_TYPE_NEW_TASK_DIALOG, NULL);
  draft = office_session_dup_draft (session, DRAFT);
  self->session = g_object_ref (session);
  bind_rooms (self);
  if (!choose_room (self, room))
    choose_room (self, last);
  on_room_chosen (self);
  gtk_stack_set_visible_child_name (self->stack, get_room_id (self) != NULL ? "task" : "none");
  gtk_widget_set_visible (self->make_button, get_room_id (self) != NULL);
  if (draft != NULL)
    office_quick_entry_set_text (self->entry, draft);
  on_changed (self);
  if (get_room_id (self) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  return GTK_WIDGET (self);
}
