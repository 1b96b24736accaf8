/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-message-menu.h"

#include <glib/gi18n-lib.h>

#include "office-remind-menu.h"

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
 * office_message_can_react:
 *
 * Returns: whether one can react to it, pin it, save it, be reminded of it, pass it on: it says something, and stands on
 *   the host or will
 */
gboolean
office_message_can_react (OfficeMessage *message)
{
  return office_message_get_delivery (message) != OFFICE_DELIVERY_REFUSED && !office_message_get_removed (message);
}

/**
 * office_message_has_versions:
 *
 * Returns: whether it said something else before
 */
gboolean
office_message_has_versions (OfficeMessage *message)
{
  return office_message_get_edited (message) && !office_message_get_removed (message);
}

/**
 * office_message_can_edit:
 *
 * Returns: whether its text may be changed by the person here
 */
gboolean
office_message_can_edit (OfficeMessage *message)
{
  return office_message_is_mine (message) && !office_message_is_event (message) && !office_message_get_removed (message)
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

/* With the key that does the same, where the message has the keyboard's focus. */
static void
append (GMenu *section, const char *label, const char *action, const char *key)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  if (key != NULL)
    g_menu_item_set_attribute (item, "accel", "s", key);
  g_menu_append_item (section, item);
}

static GMenu *
new_answer_section (OfficeMessage *message, gboolean in_thread)
{
  GMenu *section = g_menu_new ();

  if (office_message_can_react (message))
    {
      append (section, _ ("React…"), "message.pick-reaction", "plus");
      append (section, _ ("Reply with Quote"), "message.reply", "r");
    }
  if (!in_thread && office_message_can_answer (message))
    append (section, office_message_get_thread (message) != NULL ? _ ("Open Thread") : _ ("Reply in Thread"),
            "message.open-thread", "Right");
  if (office_message_get_task (message) != NULL)
    append (section, _ ("Open Task"), "message.open-task", "Return");
  else if (office_message_can_make_task (message))
    append (section, _ ("Make a Task"), "message.make-task", "t");
  return section;
}

/* ---- reminders ---- */

/**
 * office_message_menu_new_reminders:
 *
 * Returns: (transfer full): when one can be reminded of @message
 */
GMenuModel *
office_message_menu_new_reminders (OfficeSession *session, OfficeMessage *message)
{
  return office_remind_menu_new (session, "message", office_message_get_remind_at (message) > 0);
}

static GMenu *
new_keep_section (OfficeSession *session, OfficeMessage *message)
{
  GMenu *section = g_menu_new ();
  g_autoptr (GMenuModel) reminders = NULL;

  if (!office_message_can_react (message))
    return section;
  reminders = office_message_menu_new_reminders (session, message);
  append (section, office_message_get_pinned_at (message) > 0 ? _ ("Unpin") : _ ("Pin"), "message.pin", "p");
  append (section, office_message_get_saved (message) ? _ ("Do Not Save Any More") : _ ("Save for Later"),
          "message.save", "s");
  g_menu_append_submenu (section, _ ("Remind Me"), reminders);
  return section;
}

static GMenu *
new_pass_section (OfficeMessage *message)
{
  GMenu *section = g_menu_new ();

  if (!office_message_can_react (message))
    return section;
  append (section, _ ("Forward…"), "message.forward", "f");
  append (section, _ ("Copy Link to Message"), "message.copy-place", "l");
  append (section, _ ("Copy Text"), "message.copy", "<ctrl>c");
  return section;
}

static GMenu *
new_text_section (OfficeMessage *message)
{
  GMenu *section = g_menu_new ();

  if (office_message_can_edit (message))
    append (section, _ ("Edit"), "message.edit", "e");
  if (office_message_has_versions (message))
    append (section, _ ("Earlier Versions…"), "message.show-versions", "h");
  if (office_message_can_mark_unread (message))
    append (section, _ ("Mark Unread from Here"), "message.mark-unread", "u");
  if (office_message_get_seq (message) > 0 && office_message_is_mine (message))
    {
      g_autoptr (GMenuItem) readers = g_menu_item_new (_ ("Read By…"), "message.show-readers");

      g_menu_item_set_attribute (readers, "hidden-when", "s", "action-disabled");
      g_menu_append_item (section, readers);
    }
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
      append (section, _ ("Delete"), "message.remove", "Delete");
    }
  return section;
}

/**
 * office_message_menu_new:
 * @session: the office
 * @in_thread: whether it stands in its thread already
 * @selected: whether a part of its text is selected
 * @link: (nullable): the address that was pointed at
 *
 * Returns: (transfer full): what can be done with @message now
 */
GMenuModel *
office_message_menu_new (OfficeSession *session, OfficeMessage *message, gboolean in_thread, gboolean selected,
                         const char *link)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) links = new_link_section (selected, link);
  g_autoptr (GMenu) answer = new_answer_section (message, in_thread);
  g_autoptr (GMenu) keep = new_keep_section (session, message);
  g_autoptr (GMenu) pass = new_pass_section (message);
  g_autoptr (GMenu) text = new_text_section (message);
  g_autoptr (GMenu) end = new_end_section (message);

  append_section (menu, links);
  append_section (menu, answer);
  append_section (menu, keep);
  append_section (menu, pass);
  append_section (menu, text);
  append_section (menu, end);
  return G_MENU_MODEL (menu);
}
