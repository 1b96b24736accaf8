/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-pins-popover.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "office-message-card.h"

#define WIDTH       320 /* fits into the narrowest window */
#define MOST_HEIGHT 420

struct _OfficePinsPopover {
  GtkPopover parent_instance;

  OfficeSession *session;
  char *room;
  GtkWidget *stack;
  GtkWidget *scroller;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (OfficePinsPopover, office_pins_popover, GTK_TYPE_POPOVER)

static void
unpin (GtkWidget *button)
{
  OfficeMessageCard *card = OFFICE_MESSAGE_CARD (gtk_widget_get_ancestor (button, OFFICE_TYPE_MESSAGE_CARD));
  OfficePinsPopover *self = OFFICE_PINS_POPOVER (gtk_widget_get_ancestor (button, OFFICE_TYPE_PINS_POPOVER));
  g_autoptr (GError) error = NULL;

  if (!office_session_pin_message (self->session, office_message_get_id (office_message_card_get_message (card)), FALSE,
                                   &error))
    g_signal_emit_by_name (self->session, "notice", error->message, NULL);
}

static void
open_message (OfficePinsPopover *self, GtkListBoxRow *row)
{
  office_message_card_open (OFFICE_MESSAGE_CARD (row));
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
update (OfficePinsPopover *self)
{
  g_autoptr (GPtrArray) messages = office_session_list_pinned (self->session, self->room);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; i < messages->len; i++)
    {
      GtkWidget *card = office_message_card_new (self->session, messages->pdata[i], FALSE);
      GtkWidget *button = office_message_card_add_button (OFFICE_MESSAGE_CARD (card), "window-close-symbolic",
                                                          _ ("Unpin"));

      g_signal_connect (button, "clicked", G_CALLBACK (unpin), NULL);
      gtk_list_box_append (GTK_LIST_BOX (self->list), card);
    }
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), messages->len > 0 ? "list" : "nothing");
}

static void
pins_changed (OfficePinsPopover *self, const char *room)
{
  if (g_str_equal (room, self->room))
    update (self);
}

static void
office_pins_popover_dispose (GObject *object)
{
  OfficePinsPopover *self = OFFICE_PINS_POPOVER (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->room, g_free);

  G_OBJECT_CLASS (office_pins_popover_parent_class)->dispose (object);
}

static void
office_pins_popover_class_init (OfficePinsPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_pins_popover_dispose;
}

static GtkWidget *
new_nothing (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "view-pin-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("Nothing Pinned Yet"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _ ("Pin what everybody here comes back to, from the menu of its message."));
  gtk_widget_add_css_class (page, "compact");
  return page;
}

static void
office_pins_popover_init (OfficePinsPopover *self)
{
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "cards");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Pinned Messages"),
                                  -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (open_message), self);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), MOST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->list);
  self->stack = gtk_stack_new ();
  gtk_widget_set_size_request (self->stack, WIDTH, -1);
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_add_named (GTK_STACK (self->stack), self->scroller, "list");
  gtk_stack_add_named (GTK_STACK (self->stack), new_nothing (), "nothing");
  gtk_popover_set_child (GTK_POPOVER (self), self->stack);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Pinned Messages"), -1);
}

/**
 * office_pins_popover_new:
 * @session: the office
 * @room: a room's id
 *
 * Returns: (transfer floating): a popover of what is pinned there
 */
GtkWidget *
office_pins_popover_new (OfficeSession *session, const char *room)
{
  OfficePinsPopover *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);
  g_return_val_if_fail (room != NULL, NULL);

  self = g_object_new (OFFICE_TYPE_PINS_POPOVER, NULL);
  self->session = g_object_ref (session);
  self->room = g_strdup (room);
  g_signal_connect_swapped (session, "pins-changed", G_CALLBACK (pins_changed), self);
  update (self);
  return GTK_WIDGET (self);
}
