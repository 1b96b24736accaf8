/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-host-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "office-problem-text.h"
#include "office-problem.h"
#include "office-ui.h"

#define PASSWORD_LEAST 8 /* characters, as PROTOCOL.md asks for */

struct _OfficeHostPage {
  GtkWidget parent_instance;

  OfficeDesk *desk;
  GCancellable *opening;

  GtkWidget *fields;
  GtkEditable *office_row;
  GtkEditable *name_row;
  GtkEditable *password_row;
  GtkLabel *error_label;
  GtkButton *open_button;
  GtkStack *open_stack;
};

G_DEFINE_FINAL_TYPE (OfficeHostPage, office_host_page, GTK_TYPE_WIDGET)

enum { ENTERED, N_SIGNALS };

static guint signals[N_SIGNALS];

static char *
dup_text (GtkEditable *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (row)));
}

static gboolean
is_filled (GtkEditable *row)
{
  g_autofree char *text = dup_text (row);

  return *text != '\0';
}

static void
show_error (OfficeHostPage *self, const char *text, GtkEditable *row)
{
  gtk_label_set_label (self->error_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
  if (row != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (row), "error");
      gtk_widget_grab_focus (GTK_WIDGET (row));
    }
}

static void
clear_error (OfficeHostPage *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->office_row), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->name_row), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->password_row), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), FALSE);
}

static void
update (OfficeHostPage *self)
{
  gboolean busy = self->opening != NULL;

  gtk_widget_set_sensitive (self->fields, !busy);
  gtk_stack_set_visible_child_name (self->open_stack, busy ? "busy" : "open");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->open_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  busy ? _ ("One Moment") : _ ("Open Office"), -1);
  gtk_widget_set_sensitive (GTK_WIDGET (self->open_button), !busy && is_filled (self->office_row)
                                                                && is_filled (self->name_row)
                                                                && *gtk_editable_get_text (self->password_row) != '\0');
}

static void
on_field_changed (OfficeHostPage *self)
{
  clear_error (self);
  update (self);
}

static GtkEditable *
row_of_field (OfficeHostPage *self, const char *field)
{
  if (g_strcmp0 (field, "password") == 0)
    return self->password_row;
  return g_strcmp0 (field, "name") == 0 ? self->name_row : NULL;
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeHostPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeMembership) membership = office_desk_enter_finish (OFFICE_DESK (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->opening);
  update (self);
  if (membership == NULL)
    {
      g_autofree char *text = office_problem_dup_text (error);

      show_error (self, text, row_of_field (self, office_problem_get_field (error)));
      return;
    }
  gtk_editable_set_text (self->password_row, "");
  g_signal_emit (self, signals[ENTERED], 0, membership);
}

static void
on_open (OfficeHostPage *self)
{
  g_autofree char *office = dup_text (self->office_row);
  g_autofree char *name = dup_text (self->name_row);
  const char *password = gtk_editable_get_text (self->password_row);

  if (!gtk_widget_is_sensitive (GTK_WIDGET (self->open_button)))
    return;
  clear_error (self);
  if (g_utf8_strlen (password, -1) < PASSWORD_LEAST)
    {
      g_autofree char *text = NULL;

      text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "A password has at least %d character.",
                                           "A password has at least %d characters.", PASSWORD_LEAST),
                              PASSWORD_LEAST);
      show_error (self, text, self->password_row);
      return;
    }
  self->opening = g_cancellable_new ();
  update (self);
  office_desk_open_here_async (self->desk, NULL, office, name, password, self->opening, on_opened, g_object_ref (self));
}

static void
stop (OfficeHostPage *self)
{
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
}

static void
on_back (OfficeHostPage *self)
{
  stop (self);
  update (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.go-back", NULL);
}

static void
office_host_page_dispose (GObject *object)
{
  OfficeHostPage *self = OFFICE_HOST_PAGE (object);
  GtkWidget *child;

  stop (self);
  g_clear_object (&self->desk);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (office_host_page_parent_class)->dispose (object);
}

static void
office_host_page_class_init (OfficeHostPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_host_page_dispose;

  signals[ENTERED] = g_signal_new ("entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, OFFICE_TYPE_MEMBERSHIP);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-host-page.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeHostPage, fields);
  gtk_widget_class_bind_template_child (widget_class, OfficeHostPage, office_row);
  gtk_widget_class_bind_template_child (widget_class, OfficeHostPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, OfficeHostPage, password_row);
  gtk_widget_class_bind_template_child (widget_class, OfficeHostPage, error_label);
  gtk_widget_class_bind_template_child (widget_class, OfficeHostPage, open_button);
  gtk_widget_class_bind_template_child (widget_class, OfficeHostPage, open_stack);
  gtk_widget_class_bind_template_callback (widget_class, on_field_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_open);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
}

static void
office_host_page_init (OfficeHostPage *self)
{
  const char *name = g_get_real_name ();

  gtk_widget_init_template (GTK_WIDGET (self));
  office_ui_name_entry_rows (GTK_WIDGET (self));
  if (g_strcmp0 (name, "Unknown") != 0 && g_strcmp0 (name, "root") != 0)
    gtk_editable_set_text (self->name_row, name);
  update (self);
}

/**
 * office_host_page_set_desk:
 * @desk: by which the office is opened
 */
void
office_host_page_set_desk (OfficeHostPage *self, OfficeDesk *desk)
{
  g_return_if_fail (OFFICE_IS_HOST_PAGE (self));
  g_return_if_fail (OFFICE_IS_DESK (desk));

  g_set_object (&self->desk, desk);
}
