/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-feed-dialog.h"

#include <glib/gi18n.h>

#include "office-templates.h"

struct _OfficeFeedDialog {
  AdwWindow parent_instance;

  OfficeSession *session;
  char *base;     /* nullable */
  gboolean known; /* that address shows a certificate that programs of calendars know */

  GtkWidget *make_button;
  GtkWidget *link_box;
  GtkLabel *link_label;
  GtkWidget *copy_button;
  GtkLabel *hint;
};

G_DEFINE_FINAL_TYPE (OfficeFeedDialog, office_feed_dialog, ADW_TYPE_WINDOW)

static void
update (OfficeFeedDialog *self, const char *hint)
{
  g_autofree char *path = office_session_dup_feed_path (self->session);
  g_autofree char *link = path != NULL ? g_strconcat (self->base != NULL ? self->base : "https://…", path, NULL) : NULL;

  gtk_widget_set_visible (self->make_button, link == NULL);
  gtk_widget_set_visible (self->link_box, link != NULL);
  gtk_label_set_label (self->link_label, link != NULL ? link : "");
  gtk_label_set_label (self->hint, hint);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), *hint != '\0');
  gtk_widget_grab_focus (link != NULL ? self->copy_button : self->make_button);
}

static const char *
get_hint (OfficeFeedDialog *self)
{
  if (office_session_get_state (self->session) != OFFICE_LINE_LIVE)
    return _ ("The host does not know it yet: it will when the line is back.");
  return self->known
             ? _ ("Add a calendar “from an address” or “by URL” and paste it there.")
             : _ ("The host’s certificate is its own: Evolution asks whether to trust it, and GNOME Calendar then "
                  "shows the calendar, too.");
}

static void
on_renew (OfficeFeedDialog *self)
{
  g_autoptr (GError) error = NULL;

  update (self, office_session_renew_feed (self->session, &error) ? get_hint (self) : error->message);
}

static void
on_stop (OfficeFeedDialog *self)
{
  g_autoptr (GError) error = NULL;

  update (self, office_session_stop_feed (self->session, &error) ? "" : error->message);
}

static void
on_copy (OfficeFeedDialog *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), gtk_label_get_label (self->link_label));
  update (self, _ ("Copied. Add a calendar “from an address” or “by URL” and paste it there."));
}

static void
office_feed_dialog_dispose (GObject *object)
{
  OfficeFeedDialog *self = OFFICE_FEED_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->base, g_free);

  G_OBJECT_CLASS (office_feed_dialog_parent_class)->dispose (object);
}

static void
office_feed_dialog_class_init (OfficeFeedDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_feed_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-feed-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeFeedDialog, make_button);
  gtk_widget_class_bind_template_child (widget_class, OfficeFeedDialog, link_box);
  gtk_widget_class_bind_template_child (widget_class, OfficeFeedDialog, link_label);
  gtk_widget_class_bind_template_child (widget_class, OfficeFeedDialog, copy_button);
  gtk_widget_class_bind_template_child (widget_class, OfficeFeedDialog, hint);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
  gtk_widget_class_bind_template_callback (widget_class, on_renew);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
office_feed_dialog_init (OfficeFeedDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * office_feed_dialog_new:
 * @session: the office
 * @base: (nullable): where its host is, "https://HOST:PORT"; counts where the host has no address for calendars of its own
 *
 * Returns: (transfer floating): a dialog
 */
GtkWidget *
office_feed_dialog_new (OfficeSession *session, const char *base)
{
  OfficeFeedDialog *self;
  g_autofree char *path = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);

  self = g_object_new (OFFICE_TYPE_FEED_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->base = office_session_dup_web_address (session);
  self->known = self->base != NULL;
  if (self->base == NULL)
    self->base = g_strdup (base);
  path = office_session_dup_feed_path (session);
  update (self, path != NULL ? get_hint (self) : "");
  return GTK_WIDGET (self);
}
