/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-reactions.h"

#include <glib/gi18n-lib.h>

#include "office-flow-layout.h"
#include "office-settings.h"

#define SPACING 6
#define RECENT  2
#define KEY     "recent-reactions"

struct _OfficeReactions {
  GtkWidget parent_instance;

  GListModel *reactions;
  GtkWidget *add;
};

G_DEFINE_FINAL_TYPE (OfficeReactions, office_reactions, GTK_TYPE_WIDGET)

/* ---- one pill ---- */

typedef struct {
  OfficeReaction *reaction;
  GtkWidget *pill;
  GtkWidget *count;
} Pill;

static void
update_pill (Pill *pill)
{
  GListModel *people = office_reaction_get_people (pill->reaction);
  const gboolean mine = office_reaction_is_mine (pill->reaction);
  g_autofree char *count = g_strdup_printf ("%u", g_list_model_get_n_items (people));
  g_autofree char *names = office_reaction_dup_names (pill->reaction);
  /* Translators: a reaction as a screen reader says it: the emoji, how many, and who. */
  g_autofree char *name = g_strdup_printf (_ ("%s, %s: %s"), office_reaction_get_emoji (pill->reaction), count, names);

  gtk_label_set_label (GTK_LABEL (pill->count), count);
  if (mine)
    gtk_widget_add_css_class (pill->pill, "mine");
  else
    gtk_widget_remove_css_class (pill->pill, "mine");
  gtk_widget_set_tooltip_text (pill->pill, names);
  gtk_accessible_update_property (GTK_ACCESSIBLE (pill->pill), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (pill->pill), GTK_ACCESSIBLE_STATE_PRESSED,
                               mine ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

static void
free_pill (gpointer data)
{
  Pill *pill = data;

  g_signal_handlers_disconnect_by_data (office_reaction_get_people (pill->reaction), pill);
  g_signal_handlers_disconnect_by_data (pill->reaction, pill);
  g_object_unref (pill->reaction);
  g_free (pill);
}

static GtkWidget *
new_button (GtkWidget *child)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), child);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "react");
  return button;
}

static GtkWidget *
new_pill (OfficeReaction *reaction)
{
  Pill *pill = g_new0 (Pill, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);

  pill->reaction = g_object_ref (reaction);
  pill->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (pill->count, "numeric");
  gtk_box_append (GTK_BOX (box), gtk_label_new (office_reaction_get_emoji (reaction)));
  gtk_box_append (GTK_BOX (box), pill->count);
  pill->pill = new_button (box);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (pill->pill), "s", office_reaction_get_emoji (reaction));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (pill->pill), "message.react");
  g_object_set_data_full (G_OBJECT (pill->pill), "pill", pill, free_pill);
  g_signal_connect_swapped (office_reaction_get_people (reaction), "items-changed", G_CALLBACK (update_pill), pill);
  g_signal_connect_swapped (reaction, "notify::mine", G_CALLBACK (update_pill), pill);
  update_pill (pill);
  return pill->pill;
}

static GtkWidget *
new_add (void)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("office-react-symbolic");
  GtkWidget *button = new_button (icon);

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 14);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "message.pick-reaction");
  gtk_widget_set_tooltip_text (button, _ ("Add a Reaction"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Add a Reaction"), -1);
  return button;
}

/* ---- all of them ---- */


static GtkWidget *
find_pill (OfficeReactions *self, guint index)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  while (index-- > 0)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* A pill that goes takes the keyboard's focus to its neighbour. */
static void
remove_pill (OfficeReactions *self, GtkWidget *pill)
{
  if (gtk_widget_is_focus (pill))
    gtk_widget_grab_focus (gtk_widget_get_next_sibling (pill));
  gtk_widget_unparent (pill);
}

static void
items_changed (OfficeReactions *self, guint position, guint removed, guint added)
{
  GtkWidget *next;

  for (guint i = 0; i < removed; i++)
    remove_pill (self, find_pill (self, position));
  next = find_pill (self, position);
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (OfficeReaction) reaction = g_list_model_get_item (self->reactions, position + i);

      gtk_widget_insert_before (new_pill (reaction), GTK_WIDGET (self), next);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), g_list_model_get_n_items (self->reactions) > 0);
}

static void
office_reactions_dispose (GObject *object)
{
  OfficeReactions *self = OFFICE_REACTIONS (object);
  GtkWidget *child;

  if (self->reactions != NULL)
    g_signal_handlers_disconnect_by_data (self->reactions, self);
  g_clear_object (&self->reactions);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (office_reactions_parent_class)->dispose (object);
}

static void
office_reactions_class_init (OfficeReactionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_reactions_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
office_reactions_init (OfficeReactions *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), office_flow_layout_new (SPACING));
  gtk_widget_add_css_class (GTK_WIDGET (self), "reactions");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Reactions"), -1);
  self->add = new_add ();
  gtk_widget_set_parent (self->add, GTK_WIDGET (self));
}

/**
 * office_reactions_new:
 * @reactions: a model of OfficeReaction; followed
 *
 * Returns: (transfer floating): its pills; their actions are "message.react" and "message.pick-reaction" of the row that
 *   they are put into
 */
GtkWidget *
office_reactions_new (GListModel *reactions)
{
  OfficeReactions *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (reactions), NULL);

  self = g_object_new (OFFICE_TYPE_REACTIONS, NULL);
  self->reactions = g_object_ref (reactions);
  g_signal_connect_swapped (reactions, "items-changed", G_CALLBACK (items_changed), self);
  items_changed (self, 0, 0, g_list_model_get_n_items (reactions));
  return GTK_WIDGET (self);
}

/* ---- what was used last ---- */

/**
 * office_reactions_dup_recent:
 *
 * Returns: (transfer full): two emoji: those that this person used last
 */
char **
office_reactions_dup_recent (void)
{
  static const char *const common[] = { "👍", "✅", NULL };
  GSettings *settings = office_settings_get_default ();
  g_auto (GStrv) kept = settings != NULL ? g_settings_get_strv (settings, KEY) : NULL;
  g_autoptr (GStrvBuilder) recent = g_strv_builder_new ();
  guint n = 0;

  for (guint i = 0; kept != NULL && kept[i] != NULL && n < RECENT; i++, n++)
    g_strv_builder_add (recent, kept[i]);
  for (guint i = 0; common[i] != NULL && n < RECENT; i++)
    if (kept == NULL || !g_strv_contains ((const char *const *) kept, common[i]))
      {
        g_strv_builder_add (recent, common[i]);
        n++;
      }
  return g_strv_builder_end (recent);
}

/**
 * office_reactions_note_used:
 * @emoji: an emoji that was put under a message
 *
 * It is the first of the recent ones now; one that was among them already keeps its place, as a button that moves is missed.
 */
void
office_reactions_note_used (const char *emoji)
{
  GSettings *settings = office_settings_get_default ();
  g_auto (GStrv) recent = office_reactions_dup_recent ();
  const char *kept[] = { emoji, recent[0], NULL };

  if (settings != NULL && !g_strv_contains ((const char *const *) recent, emoji))
    g_settings_set_strv (settings, KEY, kept);
}
