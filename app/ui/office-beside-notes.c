/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-beside-notes.h"

#include <glib/gi18n.h>

struct _OfficeBesideNotes {
  GtkWidget parent_instance;

  OfficeSession *session;
  GListModel *beside; /* nullable */
};

G_DEFINE_FINAL_TYPE (OfficeBesideNotes, office_beside_notes, GTK_TYPE_WIDGET)

/* One line. */
typedef struct {
  OfficeBesideNotes *notes;
  OfficeBeside *beside;
  GtkWidget *row, *icon, *label, *button;
} Note;

static const struct {
  const char *icon, *button, *action;
  gboolean bad;
} looks[] = {
  [OFFICE_BESIDE_CLOSED] = { NULL },
  [OFFICE_BESIDE_OPEN] = { NULL },
  [OFFICE_BESIDE_UNREACHED] = { "network-wireless-disabled-symbolic", N_ ("Try Now"), "win.try-office" },
  [OFFICE_BESIDE_SIGNED_OUT] = { "system-users-symbolic", N_ ("Sign In"), "win.sign-in-office" },
  [OFFICE_BESIDE_CERTIFICATE] = { "security-low-symbolic", N_ ("Open"), "win.switch-office", TRUE },
  [OFFICE_BESIDE_UPDATE] = { "software-update-available-symbolic", N_ ("Try Again"), "win.try-office" },
  [OFFICE_BESIDE_ELSEWHERE] = { "computer-symbolic", N_ ("Use Here"), "win.try-office" },
  [OFFICE_BESIDE_UNREADABLE] = { "dialog-warning-symbolic", N_ ("Open"), "win.switch-office", TRUE },
  [OFFICE_BESIDE_STOPPED] = { "dialog-warning-symbolic", N_ ("Open"), "win.switch-office" },
};

static gboolean
is_offline (OfficeBesideNotes *self)
{
  OfficeLineState state = office_session_get_state (self->session);

  return state == OFFICE_LINE_WAITING || state == OFFICE_LINE_CONNECTING;
}

static void
update_note (Note *note)
{
  OfficeBesideState state = office_beside_get_state (note->beside);
  g_autofree char *text = office_beside_dup_trouble (note->beside);

  gtk_widget_set_visible (note->row, text != NULL && !(state == OFFICE_BESIDE_UNREACHED && is_offline (note->notes)));
  if (text == NULL)
    return;
  gtk_label_set_label (GTK_LABEL (note->label), text);
  gtk_image_set_from_icon_name (GTK_IMAGE (note->icon), looks[state].icon);
  gtk_button_set_label (GTK_BUTTON (note->button), _ (looks[state].button));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (note->button), looks[state].action);
  /* Only a newer program opens a book that one has written. */
  gtk_widget_set_visible (note->button,
                          state != OFFICE_BESIDE_UPDATE || office_beside_get_session (note->beside) != NULL);
  if (looks[state].bad)
    gtk_widget_add_css_class (note->row, "bad");
  else
    gtk_widget_remove_css_class (note->row, "bad");
}

static void
note_free (gpointer data)
{
  Note *note = data;

  g_signal_handlers_disconnect_by_data (note->beside, note);
  g_object_unref (note->beside);
  g_free (note);
}

static void
add_note (OfficeBesideNotes *self, OfficeBeside *beside)
{
  Note *note = g_new0 (Note, 1);

  *note = (Note){ self,
                  g_object_ref (beside),
                  gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10),
                  gtk_image_new (),
                  gtk_label_new (NULL),
                  gtk_button_new () };
  gtk_widget_add_css_class (note->row, "strip");
  gtk_widget_add_css_class (note->row, "calm");
  gtk_label_set_xalign (GTK_LABEL (note->label), 0);
  gtk_label_set_wrap (GTK_LABEL (note->label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (note->label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (note->label, TRUE);
  gtk_widget_add_css_class (note->button, "flat");
  gtk_widget_set_valign (note->button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (note->button), "s",
                                    office_membership_get_office_id (office_beside_get_membership (beside)));
  gtk_box_append (GTK_BOX (note->row), note->icon);
  gtk_box_append (GTK_BOX (note->row), note->label);
  gtk_box_append (GTK_BOX (note->row), note->button);
  gtk_widget_set_parent (note->row, GTK_WIDGET (self));
  g_object_set_data_full (G_OBJECT (note->row), "note", note, note_free);
  g_signal_connect_swapped (beside, "changed", G_CALLBACK (update_note), note);
  update_note (note);
}

static void
clear (OfficeBesideNotes *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    {
      g_object_set_data (G_OBJECT (row), "note", NULL);
      gtk_widget_unparent (row);
    }
}

static void
fill (OfficeBesideNotes *self)
{
  clear (self);
  for (guint i = 0; self->beside != NULL && i < g_list_model_get_n_items (self->beside); i++)
    {
      g_autoptr (OfficeBeside) beside = g_list_model_get_item (self->beside, i);

      add_note (self, beside);
    }
}

static void
on_line_state (OfficeBesideNotes *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    update_note (g_object_get_data (G_OBJECT (row), "note"));
}

static void
forget_beside (OfficeBesideNotes *self)
{
  if (self->beside != NULL)
    g_signal_handlers_disconnect_by_data (self->beside, self);
  g_clear_object (&self->beside);
}

static void
office_beside_notes_dispose (GObject *object)
{
  OfficeBesideNotes *self = OFFICE_BESIDE_NOTES (object);

  forget_beside (self);
  clear (self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (office_beside_notes_parent_class)->dispose (object);
}

static void
office_beside_notes_class_init (OfficeBesideNotesClass *class)
{
  G_OBJECT_CLASS (class)->dispose = office_beside_notes_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
}

static void
office_beside_notes_init (OfficeBesideNotes *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
}

/**
 * office_beside_notes_new:
 * @session: the office that is shown
 *
 * Returns: (transfer floating): no notes yet
 */
GtkWidget *
office_beside_notes_new (OfficeSession *session)
{
  OfficeBesideNotes *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);

  self = g_object_new (OFFICE_TYPE_BESIDE_NOTES, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (on_line_state), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * office_beside_notes_set_beside:
 * @self: notes
 * @beside: (nullable): a model of OfficeBeside
 */
void
office_beside_notes_set_beside (OfficeBesideNotes *self, GListModel *beside)
{
  g_return_if_fail (OFFICE_IS_BESIDE_NOTES (self));

  if (beside == self->beside)
    return;
  forget_beside (self);
  if (beside != NULL)
    {
      self->beside = g_object_ref (beside);
      g_signal_connect_swapped (beside, "items-changed", G_CALLBACK (fill), self);
    }
  fill (self);
}
