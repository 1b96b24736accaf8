/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-message-menu.h"

#include <glib/gi18n-lib.h>

/**
 * office_message_can_make_task:
 *
 * Returns: whether a task can be made of @message: it stands on the host or will, and has none yet
 */
gboolean
office_message_can_make_task (OfficeMessage *message)
{
  return !office_message_get_removed (message) && office_message_get_task (message) == NULL
         && office_message_get_delivery (message) != OFFICE_DELIVERY_REFUSED;
}

/**
 * office_message_can_answer:
 *
 * Returns: whether it can be answered, in a thread or with a quote: it stands on the host or will
 */
gboolean
office_message_can_answer (OfficeMessage *message)
{
  return office_message_get_delivery (message) != OFFICE_DELIVERY_REFUSED
         && (!office_message_get_removed (message) || office_message_get_thread (message) != NULL);
}

/**
 * office_message_can_edit:
 *
 * Returns: whether its text may be changed by the person here
 */
gboolean
office_message_can_edit (OfficeMessage *message)
{
  return office_message_is_mine (message) && !office_message_get_removed (message)
         && office_message_get_delivery (message) != OFFICE_DELIVERY_REFUSED;
}

/**
 * office_message_can_remove:
 *
 * Returns: whether the person here may delete it
 */
gboolean
office_message_can_remove (OfficeMessage *message)
{
  return office_message_is_mine (message) && !office_message_get_removed (message);
}

/**
 * office_message_can_mark_unread:
 *
 * Returns: whether the conversation can be taken up again from it; only what the host has numbered
 */
gboolean
office_message_can_mark_unread (OfficeMessage *message)
{
  return office_message_get_seq (message) > 0;
}

static void
append_section (GMenu *menu, GMenu *section)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static GMenu *
new_link_section (gboolean selected, const char *link)
{
  GMenu *section = g_menu_new ();

  if (selected)
    g_menu_append (section, _ ("Copy"), "message.copy-selection");
  if (link != NULL)
    {
      g_autoptr (GMenuItem) open = g_menu_item_new (_ ("Open Link"), NULL);
      g_autoptr (GMenuItem) copy = g_menu_item_new (_ ("Copy Link"), NULL);

      g_menu_item_set_action_and_target (open, "message.open-link", "s", link);
      g_menu_item_set_action_and_target (copy, "message.copy-link", "s", link);
      g_menu_append_item (section, open);
      g_menu_append_item (section, copy);
    }
  return section;
}

static GMenu *
new_task_section (OfficeMessage *message)
{
  GMenu *section = g_menu_new ();

  if (office_message_get_task (message) != NULL)
    g_menu_append (section, _ ("Open Task"), "message.open-task");
  else if (office_message_can_make_task (message))
    g_menu_append (section, _ ("Make a Task"), "message.make-task");
  return section;
}

static GMenu *
new_text_section (OfficeMessage *message)
{
  GMenu *section = g_menu_new ();

  if (!office_message_get_removed (message))
    g_menu_append (section, _ ("Copy Text"), "message.copy");
  if (office_message_can_edit (message))
    g_menu_append (section, _ ("Edit"), "message.edit");
  if (office_message_can_mark_unread (message))
    g_menu_append (section, _ ("Mark Unread from Here"), "message.mark-unread");
  return section;
}

static GMenu *
new_end_section (OfficeMessage *message)
{
  GMenu *section = g_menu_new ();

  if (office_message_get_delivery (message) == OFFICE_DELIVERY_REFUSED)
    {
      g_menu_append (section, _ ("Try Again"), "message.retry");
      g_menu_append (section, _ ("Delete"), "message.discard");
    }
  else if (office_message_can_remove (message))
    {
      g_menu_append (section, _ ("Delete"), "message.remove");
    }
  return section;
}

/**
 * office_message_menu_new:
 * @selected: whether a part of its text is selected
 * @link: (nullable): the address that was pointed at
 *
 * Returns: (transfer full): what can be done with @message now
 */
GMenuModel *
office_message_menu_new (OfficeMessage *message, gboolean selected, const char *link)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) links = new_link_section (selected, link);
  g_autoptr (GMenu) task = new_task_section (message);
  g_autoptr (GMenu) text = new_text_section (message);
  g_autoptr (GMenu) end = new_end_section (message);

  append_section (menu, links);
  append_section (menu, task);
  append_section (menu, text);
  append_section (menu, end);
  return G_MENU_MODEL (menu);
}
