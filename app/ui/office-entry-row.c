/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-entry-row.h"

#include <glib/gi18n.h>

#define LINES_MOST 6

struct _OfficeEntryRow {
  GtkListBoxRow parent_instance;

  char *operation;
  char *text;
};

enum { RETRY, DISCARD, COPIED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeEntryRow, office_entry_row, GTK_TYPE_LIST_BOX_ROW)

static void
on_retry (OfficeEntryRow *self)
{
  g_signal_emit (self, signals[RETRY], 0, self->operation);
}

static void
on_discard (OfficeEntryRow *self)
{
  g_signal_emit (self, signals[DISCARD], 0, self->operation);
}

static void
on_copy (OfficeEntryRow *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->text);
  g_signal_emit (self, signals[COPIED], 0);
}

static void
office_entry_row_finalize (GObject *object)
{
  OfficeEntryRow *self = OFFICE_ENTRY_ROW (object);

  g_free (self->operation);
  g_free (self->text);

  G_OBJECT_CLASS (office_entry_row_parent_class)->finalize (object);
}

static void
office_entry_row_class_init (OfficeEntryRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = office_entry_row_finalize;

  signals[RETRY] = g_signal_new ("retry", OFFICE_TYPE_ENTRY_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_STRING);
  signals[DISCARD] = g_signal_new ("discard", OFFICE_TYPE_ENTRY_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[COPIED] = g_signal_new ("copied", OFFICE_TYPE_ENTRY_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  0);
}

static void
office_entry_row_init (OfficeEntryRow *self)
{
}

static void
add_button (OfficeEntryRow *self, GtkWidget *box, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
}

/* Three words side by side are too much for a phone in some languages. */
static void
add_copy (OfficeEntryRow *self, GtkWidget *box)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");

  gtk_widget_set_tooltip_text (button, _ ("Copy Text"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Copy Text"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_copy), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
}

static void
add_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), LINES_MOST);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
}

static void
build (OfficeEntryRow *self, const char *title, const char *reason)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (buttons, 6);
  gtk_widget_add_css_class (buttons, "entry-buttons");
  add_label (box, title, "heading");
  if (*self->text != '\0')
    add_label (box, self->text, NULL);
  if (reason != NULL)
    {
      add_label (box, reason, "fail-row");
      add_button (self, buttons, _ ("_Send Again"), G_CALLBACK (on_retry));
    }
  if (*self->text != '\0')
    add_copy (self, buttons);
  add_button (self, buttons, _ ("_Discard"), G_CALLBACK (on_discard));
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
}

/**
 * office_entry_row_new:
 * @session: the office
 * @entry: what was refused or waits; not kept
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
office_entry_row_new (OfficeSession *session, OfficeOutboxEntry *entry)
{
  OfficeEntryRow *self = g_object_new (OFFICE_TYPE_ENTRY_ROW, NULL);
  g_autofree char *title = office_session_dup_entry_title (session, entry);
  g_autofree char *reason = office_session_dup_entry_reason (session, entry);

  self->operation = g_strdup (office_operation_get_id (entry->operation));
  self->text = office_session_dup_entry_text (session, entry);
  build (self, title, reason);
  return GTK_WIDGET (self);
}
