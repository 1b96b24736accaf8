/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-label-editor.h"

#include <glib/gi18n.h>

#include "office-hue.h"

struct _OfficeLabelEditor {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeLabel *label; /* nullable */
  GtkWidget *name;
  GtkWidget *hues[OFFICE_N_HUES];
  gboolean filling;
};

enum { CLOSED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeLabelEditor, office_label_editor, GTK_TYPE_WIDGET)

static void
say (OfficeLabelEditor *self, GError *error)
{
  if (error != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", error->message);
}

static void
name_for_all (GtkWidget *widget, const char *text)
{
  gtk_widget_set_tooltip_text (widget, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* ---- what it does ---- */

static void
keep_name (OfficeLabelEditor *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  g_autoptr (GError) error = NULL;

  if (self->label == NULL || *text == '\0' || g_str_equal (text, office_label_get_name (self->label)))
    return;
  office_session_edit_label (self->session, office_label_get_id (self->label), "name", text, &error);
  say (self, error);
}

static void
close_editor (OfficeLabelEditor *self)
{
  keep_name (self);
  g_clear_object (&self->label);
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
on_hue_toggled (OfficeLabelEditor *self, GtkToggleButton *button)
{
  g_autoptr (GError) error = NULL;

  if (self->filling || self->label == NULL || !gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < OFFICE_N_HUES; i++)
    if (self->hues[i] == GTK_WIDGET (button))
      office_session_edit_label (self->session, office_label_get_id (self->label), "hue", office_hue_get_name (i),
                                 &error);
  say (self, error);
}

static void
remove_label (OfficeLabelEditor *self)
{
  g_autoptr (OfficeLabel) label = g_steal_pointer (&self->label);
  g_autoptr (GError) error = NULL;

  if (label != NULL)
    office_session_remove_label (self->session, office_label_get_id (label), &error);
  say (self, error);
  g_signal_emit (self, signals[CLOSED], 0);
}

/* ---- building ---- */

static GtkWidget *
make_head (OfficeLabelEditor *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  GtkWidget *title = gtk_label_new (_ ("Edit the Label"));

  gtk_widget_add_css_class (back, "flat");
  name_for_all (back, _ ("Back"));
  g_signal_connect_swapped (back, "clicked", G_CALLBACK (close_editor), self);
  gtk_widget_add_css_class (title, "heading");
  gtk_box_append (GTK_BOX (head), back);
  gtk_box_append (GTK_BOX (head), title);
  return head;
}

static GtkWidget *
make_hues (OfficeLabelEditor *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 4);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  for (guint i = 0; i < OFFICE_N_HUES; i++)
    {
      GtkWidget *dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

      gtk_widget_add_css_class (dot, "chip");
      gtk_widget_add_css_class (dot, "hue-dot");
      gtk_widget_add_css_class (dot, office_hue_get_name (i));
      gtk_widget_set_halign (dot, GTK_ALIGN_CENTER);
      gtk_widget_set_valign (dot, GTK_ALIGN_CENTER);
      self->hues[i] = gtk_toggle_button_new ();
      gtk_button_set_child (GTK_BUTTON (self->hues[i]), dot);
      gtk_widget_add_css_class (self->hues[i], "flat");
      name_for_all (self->hues[i], office_hue_get_title (i));
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->hues[i]), GTK_TOGGLE_BUTTON (self->hues[0]));
      g_signal_connect_swapped (self->hues[i], "toggled", G_CALLBACK (on_hue_toggled), self);
      gtk_grid_attach (GTK_GRID (grid), self->hues[i], (int) i % 4, (int) i / 4, 1, 1);
    }
  return grid;
}

static void
office_label_editor_dispose (GObject *object)
{
  OfficeLabelEditor *self = OFFICE_LABEL_EDITOR (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->label);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (office_label_editor_parent_class)->dispose (object);
}

static void
office_label_editor_class_init (OfficeLabelEditorClass *class)
{
  G_OBJECT_CLASS (class)->dispose = office_label_editor_dispose;

  /**
   * OfficeLabelEditor::closed:
   *
   * The person is through with the label, or has taken it away.
   */
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
}

static void
office_label_editor_init (OfficeLabelEditor *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *removal = gtk_button_new_with_mnemonic (_ ("_Delete Label"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
  self->name = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (self->name), 40);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name of the label"),
                                  -1);
  g_signal_connect_swapped (self->name, "activate", G_CALLBACK (close_editor), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (keep_name), self);
  gtk_widget_add_controller (self->name, focus);
  g_signal_connect_swapped (removal, "clicked", G_CALLBACK (remove_label), self);
  gtk_widget_add_css_class (removal, "flat");
  gtk_widget_add_css_class (removal, "error");
  gtk_widget_set_parent (make_head (self), GTK_WIDGET (self));
  gtk_widget_set_parent (self->name, GTK_WIDGET (self));
  gtk_widget_set_parent (make_hues (self), GTK_WIDGET (self));
  gtk_widget_set_parent (removal, GTK_WIDGET (self));
}

/**
 * office_label_editor_new:
 * @session: the office
 *
 * Returns: (transfer floating): an editor that has no label yet
 */
GtkWidget *
office_label_editor_new (OfficeSession *session)
{
  OfficeLabelEditor *self = g_object_new (OFFICE_TYPE_LABEL_EDITOR, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

/**
 * office_label_editor_set_label:
 * @self: an editor that can be seen
 * @label: what to edit; what was typed for the one before is kept
 */
void
office_label_editor_set_label (OfficeLabelEditor *self, OfficeLabel *label)
{
  g_return_if_fail (OFFICE_IS_LABEL_EDITOR (self));
  g_return_if_fail (OFFICE_IS_LABEL (label));

  keep_name (self);
  g_set_object (&self->label, label);
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->name), office_label_get_name (label));
  for (guint i = 0; i < OFFICE_N_HUES; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->hues[i]),
                                  g_strcmp0 (office_label_get_hue (label), office_hue_get_name (i)) == 0);
  self->filling = FALSE;
  gtk_widget_grab_focus (self->name);
}
