/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-quick-add.h"

#include <glib/gi18n.h>

#include "office-quick-entry.h"

struct _OfficeQuickAdd {
  GtkWidget parent_instance;

  OfficeSession *session;
  char *room;
  char *column;

  OfficeQuickEntry *entry;
  GtkLabel *hint;
};

enum { CLOSED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeQuickAdd, office_quick_add, GTK_TYPE_WIDGET)

static void
set_hint (OfficeQuickAdd *self, const char *hint, gboolean failed)
{
  gtk_label_set_text (self->hint, hint);
  if (failed)
    gtk_widget_add_css_class (GTK_WIDGET (self->hint), "failed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->hint), "failed");
}

static char *
make_place (const char *column)
{
  return g_strconcat ("column:", column, NULL);
}

static void
on_changed (OfficeQuickAdd *self)
{
  g_autofree char *place = make_place (self->column);

  office_session_set_draft (self->session, place, office_quick_entry_get_text (self->entry));
  set_hint (self, _ ("Enter adds the task, Esc closes"), FALSE);
}

static void
on_activate (OfficeQuickAdd *self)
{
  g_autofree char *text = g_strstrip (g_strdup (office_quick_entry_get_text (self->entry)));
  g_autoptr (GError) error = NULL;

  if (*text == '\0')
    g_signal_emit (self, signals[CLOSED], 0);
  else if (office_session_make_quick_task (self->session, self->room, self->column,
                                           office_quick_entry_get_task (self->entry), NULL, &error))
    office_quick_entry_set_text (self->entry, "");
  else
    set_hint (self, error->message, TRUE);
}

static void
on_lines (OfficeQuickAdd *self, const char *const *lines)
{
  g_autoptr (GError) error = NULL;

  if (!office_session_make_quick_tasks (self->session, self->room, self->column, lines, &error))
    set_hint (self, error->message, TRUE);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, OfficeQuickAdd *self)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  office_quick_entry_set_text (self->entry, "");
  g_signal_emit (self, signals[CLOSED], 0);
  return GDK_EVENT_STOP;
}

static void
office_quick_add_dispose (GObject *object)
{
  OfficeQuickAdd *self = OFFICE_QUICK_ADD (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);
  g_clear_pointer (&self->room, g_free);
  g_clear_pointer (&self->column, g_free);

  G_OBJECT_CLASS (office_quick_add_parent_class)->dispose (object);
}

static void
office_quick_add_class_init (OfficeQuickAddClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = office_quick_add_dispose;

  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  g_type_ensure (OFFICE_TYPE_QUICK_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-quick-add.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeQuickAdd, entry);
  gtk_widget_class_bind_template_child (widget_class, OfficeQuickAdd, hint);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_lines);
}

static void
office_quick_add_init (OfficeQuickAdd *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * office_quick_add_new:
 * @session: the office
 * @room: the room's id
 * @column: the id of the column that gets the tasks
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
office_quick_add_new (OfficeSession *session, const char *room, const char *column)
{
  OfficeQuickAdd *self = g_object_new (OFFICE_TYPE_QUICK_ADD, NULL);
  g_autofree char *place = make_place (column);
  g_autofree char *draft = office_session_dup_draft (session, place);

  self->session = g_object_ref (session);
  self->room = g_strdup (room);
  self->column = g_strdup (column);
  office_quick_entry_set_place (self->entry, session, room, FALSE);
  if (draft != NULL)
    office_quick_entry_set_text (self->entry, draft);
  on_changed (self);
  return GTK_WIDGET (self);
}

/**
 * office_quick_add_start:
 * @self: the widget, shown
 */
void
office_quick_add_start (OfficeQuickAdd *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/**
 * office_quick_add_has_draft:
 * @session: the office
 * @column: a column's id
 *
 * Returns: whether something was typed for this column and neither added nor taken back
 */
gboolean
office_quick_add_has_draft (OfficeSession *session, const char *column)
{
  g_autofree char *place = make_place (column);
  g_autofree char *draft = office_session_dup_draft (session, place);

  return draft != NULL && *draft != '\0';
}
