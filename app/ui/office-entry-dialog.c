/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-entry-dialog.h"

#include "office-question.h"

#include <glib/gi18n.h>

typedef struct {
  GtkWidget *dialog; /* owns this */
  GtkWidget *entry;
  OfficeEntryDialogDone done;
  gpointer data;
  GDestroyNotify destroy;
} EntryDialog;

static void
entry_dialog_free (gpointer data)
{
  EntryDialog *self = data;

  if (self->destroy != NULL)
    self->destroy (self->data);
  g_free (self);
}

static char *
dup_text (EntryDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

static void
on_changed (EntryDialog *self)
{
  g_autofree char *text = dup_text (self);

  office_question_set_enabled (self->dialog, "accept", *text != '\0');
}

static void
on_response (EntryDialog *self, const char *response)
{
  g_autofree char *text = dup_text (self);

  if (g_str_equal (response, "accept") && *text != '\0')
    self->done (text, self->data);
}

/**
 * office_entry_dialog_ask:
 * @parent: a widget of the window that asks
 * @heading: the dialog's heading
 * @label: what the text is, as a placeholder and for screen readers
 * @action: the accepting button's label, with a mnemonic
 * @text: (nullable): what stands in it at first
 * @max_length: characters
 * @done: called with the text, trimmed and not empty, if the person accepts
 * @data: for @done
 * @destroy: (nullable): frees @data when the dialog has gone
 */
void
office_entry_dialog_ask (GtkWidget *parent, const char *heading, const char *label, const char *action,
                         const char *text, int max_length, OfficeEntryDialogDone done, gpointer data,
                         GDestroyNotify destroy)
{
  EntryDialog *self = g_new0 (EntryDialog, 1);

  self->dialog = office_question_new (heading, NULL);
  self->entry = gtk_entry_new ();
  self->done = done;
  self->data = data;
  self->destroy = destroy;

  gtk_entry_set_max_length (GTK_ENTRY (self->entry), max_length);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), label);
  gtk_entry_set_activates_default (GTK_ENTRY (self->entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text != NULL ? text : "");

  office_question_add_answer (self->dialog, "cancel", _ ("_Cancel"), ADW_RESPONSE_DEFAULT);
  office_question_add_answer (self->dialog, "accept", action, ADW_RESPONSE_SUGGESTED);
  office_question_set_default (self->dialog, "accept");
  office_question_set_on_close (self->dialog, "cancel");
  office_question_set_child (self->dialog, self->entry);

  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->dialog, "response", G_CALLBACK (on_response), self);
  g_object_set_data_full (G_OBJECT (self->dialog), "office-entry-dialog", self, entry_dialog_free);
  on_changed (self);
  office_question_present (self->dialog, parent);
}
