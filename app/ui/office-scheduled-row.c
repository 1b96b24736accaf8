/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-scheduled-row.h"

#include <glib/gi18n-lib.h>

#include "office-file-tile.h"
#include "office-when.h"

struct _OfficeScheduledRow {
  GtkListBoxRow parent_instance;

  OfficeScheduled *scheduled;
  GtkWidget *more;
};

G_DEFINE_FINAL_TYPE (OfficeScheduledRow, office_scheduled_row, GTK_TYPE_LIST_BOX_ROW)

/* What can be done, in the order in which it is offered. */
static const struct {
  const char *action;
  const char *icon;  /* of a button of its own; NULL: it is in the menu only */
  const char *label; /* likewise */
  const char *item;  /* of the menu */
} acts[] = {
  { "scheduled.edit", "document-edit-symbolic", N_ ("Edit"), N_ ("_Edit") },
  { "scheduled.send-now", "office-send-symbolic", N_ ("Send Now"), N_ ("Send _Now") },
  { "scheduled.reroute", NULL, NULL, N_ ("Send to Another _Room…") },
  { "scheduled.cancel", "user-trash-symbolic", N_ ("Do Not Send"), N_ ("_Do Not Send") },
};

static const struct {
  guint key;
  GdkModifierType modifiers;
  const char *action;
} keys[] = {
  { GDK_KEY_Return, 0, "scheduled.edit" },
  { GDK_KEY_KP_Enter, 0, "scheduled.edit" },
  { GDK_KEY_e, 0, "scheduled.edit" },
  { GDK_KEY_Return, GDK_CONTROL_MASK, "scheduled.send-now" },
  { GDK_KEY_m, GDK_CONTROL_MASK, "scheduled.reroute" },
  { GDK_KEY_Delete, 0, "scheduled.cancel" },
};

/* args: the action */
static gboolean
act (GtkWidget *widget, GVariant *args, gpointer data)
{
  OfficeScheduledRow *self = OFFICE_SCHEDULED_ROW (widget);

  return gtk_widget_activate_action (widget, g_variant_get_string (args, NULL), "s",
                                     office_scheduled_get_id (self->scheduled));
}

static gboolean
open_menu (GtkWidget *widget, GVariant *args, gpointer data)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (OFFICE_SCHEDULED_ROW (widget)->more));
  return TRUE;
}

static void
office_scheduled_row_dispose (GObject *object)
{
  g_clear_object (&OFFICE_SCHEDULED_ROW (object)->scheduled);

  G_OBJECT_CLASS (office_scheduled_row_parent_class)->dispose (object);
}

static void
office_scheduled_row_class_init (OfficeScheduledRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_scheduled_row_dispose;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].key, keys[i].modifiers, act, "s", keys[i].action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, open_menu, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, open_menu, NULL);
}

static void
office_scheduled_row_init (OfficeScheduledRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
}

/* ---- what it shows ---- */

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static char *
describe (OfficeSession *session, OfficeScheduled *scheduled)
{
  OfficeRoom *room = office_session_find_room (session, office_scheduled_get_room_id (scheduled));
  const gint64 now = office_session_get_now (session);
  const gint64 send_at = office_scheduled_get_send_at (scheduled);
  g_autofree char *when = send_at > now ? office_when_to_text (send_at, now) : g_strdup (_ ("now"));
  const char *name = room != NULL ? office_room_get_name (room) : _ ("a room that is not here");

  /* Translators: a time and a room: "Tomorrow, 09:00 · General" */
  return g_strdup_printf (_ ("%s · %s"), when, name);
}

/* NULL: nothing stands in its way */
static char *
dup_trouble (OfficeScheduled *scheduled)
{
  const char *problem = office_scheduled_get_problem (scheduled);

  if (problem != NULL)
    /* Translators: %s is why, a sentence */
    return g_strdup_printf (_ ("It could not be sent: %s"), problem);
  return office_scheduled_is_stranded (scheduled) ? g_strdup (_ ("It cannot be sent there any more.")) : NULL;
}

/* What helps where it cannot be sent where it was to be. */
static GtkWidget *
new_way_out (OfficeScheduled *scheduled)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Send to Another _Room…"));

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_margin_top (button, 6);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", office_scheduled_get_id (scheduled));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "scheduled.reroute");
  return button;
}

static GtkWidget *
new_words (OfficeSession *session, OfficeScheduled *scheduled)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *text = office_scheduled_dup_text (scheduled);
  g_autofree char *stamp = describe (session, scheduled);
  g_autofree char *trouble = dup_trouble (scheduled);

  gtk_box_append (GTK_BOX (words), new_label (stamp, "stamp"));
  if (*text != '\0')
    gtk_box_append (GTK_BOX (words), new_label (text, NULL));
  if (trouble != NULL)
    {
      gtk_box_append (GTK_BOX (words), new_label (trouble, "error"));
      gtk_box_append (GTK_BOX (words), new_way_out (scheduled));
    }
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  return words;
}

/* ---- what can be done ---- */

static void
style_button (GtkWidget *button, const char *label)
{
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static GMenuModel *
create_menu (const char *id)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (acts[i].item), NULL);

      g_menu_item_set_action_and_target (item, acts[i].action, "s", id);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static void
append_buttons (OfficeScheduledRow *self, GtkBox *box)
{
  const char *id = office_scheduled_get_id (self->scheduled);
  g_autoptr (GMenuModel) menu = create_menu (id);

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (acts[i].icon != NULL)
      {
        GtkWidget *button = gtk_button_new_from_icon_name (acts[i].icon);

        style_button (button, _ (acts[i].label));
        gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
        gtk_actionable_set_action_name (GTK_ACTIONABLE (button), acts[i].action);
        gtk_box_append (box, button);
      }
  self->more = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->more), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->more), menu);
  style_button (self->more, _ ("More Actions"));
  gtk_box_append (box, self->more);
}

/**
 * office_scheduled_row_new:
 * @session: the office
 * @scheduled: what is sent later
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
office_scheduled_row_new (OfficeSession *session, OfficeScheduled *scheduled)
{
  OfficeScheduledRow *self;
  GtkWidget *column, *box;
  g_autoptr (GListModel) files = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);
  g_return_val_if_fail (OFFICE_IS_SCHEDULED (scheduled), NULL);

  self = g_object_new (OFFICE_TYPE_SCHEDULED_ROW, NULL);
  self->scheduled = g_object_ref (scheduled);
  files = office_session_list_files (session, office_scheduled_get_id (scheduled));
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_append (GTK_BOX (box), new_words (session, scheduled));
  append_buttons (self, GTK_BOX (box));
  column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (column), box);
  gtk_box_append (GTK_BOX (column), office_file_tiles_new (session, files));
  gtk_widget_add_css_class (column, "scheduled-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), column);
  return GTK_WIDGET (self);
}
