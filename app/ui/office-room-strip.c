/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-room-strip.h"

#include <glib/gi18n.h>

struct _OfficeRoomStrip {
  GtkWidget parent_instance;

  OfficeRoom *room;
  GtkWidget *box;
  GtkWidget *icon;
  GtkWidget *label;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (OfficeRoomStrip, office_room_strip, GTK_TYPE_WIDGET)

static void
show (OfficeRoomStrip *self, const char *icon, const char *text, const char *label, const char *action)
{
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon);
  gtk_label_set_label (GTK_LABEL (self->label), text);
  gtk_button_set_label (GTK_BUTTON (self->button), label);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "s", office_room_get_id (self->room));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action);
  gtk_widget_set_visible (self->box, TRUE);
}

static void
update (OfficeRoomStrip *self)
{
  OfficeRoom *room = self->room;

  if (room != NULL && office_room_get_archived (room))
    show (self, "folder-symbolic", _ ("This room is archived. It can be read, but nothing new is said in it."),
          _ ("Bring Back"), "win.archive-room");
  else if (room != NULL && office_room_get_visibility (room) == OFFICE_ROOM_PUBLIC && !office_room_get_joined (room))
    show (self, "office-hash-symbolic", _ ("You have not joined this room, and are not told what is new in it."),
          _ ("Join"), "win.join-room");
  else
    gtk_widget_set_visible (self->box, FALSE);
}

static void
office_room_strip_dispose (GObject *object)
{
  OfficeRoomStrip *self = OFFICE_ROOM_STRIP (object);

  if (self->box != NULL)
    {
      office_room_strip_set_room (self, NULL);
      g_clear_pointer (&self->box, gtk_widget_unparent);
    }

  G_OBJECT_CLASS (office_room_strip_parent_class)->dispose (object);
}

static void
office_room_strip_class_init (OfficeRoomStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_room_strip_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
office_room_strip_init (OfficeRoomStrip *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  gtk_widget_add_css_class (self->box, "strip");
  gtk_widget_add_css_class (self->box, "calm");
  self->icon = gtk_image_new ();
  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (self->label), GTK_NATURAL_WRAP_NONE);
  gtk_widget_set_hexpand (self->label, TRUE);
  self->button = gtk_button_new ();
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_box_append (GTK_BOX (self->box), self->icon);
  gtk_box_append (GTK_BOX (self->box), self->label);
  gtk_box_append (GTK_BOX (self->box), self->button);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  update (self);
}

/**
 * office_room_strip_set_room:
 * @room: (nullable): the room that is open; followed from now on
 */
void
office_room_strip_set_room (OfficeRoomStrip *self, OfficeRoom *room)
{
  g_return_if_fail (OFFICE_IS_ROOM_STRIP (self));

  if (self->room != NULL)
    g_signal_handlers_disconnect_by_data (self->room, self);
  g_set_object (&self->room, room);
  if (room != NULL)
    {
      g_signal_connect_swapped (room, "notify::archived", G_CALLBACK (update), self);
      g_signal_connect_swapped (room, "notify::joined", G_CALLBACK (update), self);
    }
  update (self);
}

/**
 * office_room_strip_get_text:
 *
 * Returns: (transfer none) (nullable): what it says; %NULL: it is not there
 */
const char *
office_room_strip_get_text (OfficeRoomStrip *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM_STRIP (self), NULL);

  return gtk_widget_get_visible (self->box) ? gtk_label_get_label (GTK_LABEL (self->label)) : NULL;
}
