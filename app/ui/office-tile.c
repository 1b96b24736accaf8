/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-tile.h"

struct _OfficeTile {
  GtkWidget parent_instance;

  char *name;
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (OfficeTile, office_tile, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_OFFICE_NAME, N_PROPS };

static GParamSpec *properties[N_PROPS];

/* The first letters of the first and the last word; of one word its first two. */
static char *
initials_of (const char *name)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GString) initials = g_string_new (NULL);
  g_autofree char *composed = NULL;
  const char *first = NULL;
  const char *last = NULL;

  composed = g_utf8_normalize (name, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  if (composed == NULL)
    return g_strdup ("");
  words = g_strsplit_set (composed, " \t\n-_", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (!g_unichar_isalnum (g_utf8_get_char (words[i])))
        continue;
      if (first == NULL)
        first = words[i];
      last = words[i];
    }
  if (first == NULL)
    return g_strdup ("");
  g_string_append_unichar (initials, g_unichar_toupper (g_utf8_get_char (first)));
  if (last != first)
    g_string_append_unichar (initials, g_unichar_toupper (g_utf8_get_char (last)));
  return g_string_free (g_steal_pointer (&initials), FALSE);
}

static void
office_tile_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_OFFICE_NAME)
    g_value_set_string (value, OFFICE_TILE (object)->name);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
office_tile_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_OFFICE_NAME)
    office_tile_set_name (OFFICE_TILE (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
office_tile_dispose (GObject *object)
{
  OfficeTile *self = OFFICE_TILE (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (office_tile_parent_class)->dispose (object);
}

static void
office_tile_class_init (OfficeTileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = office_tile_get_property;
  object_class->set_property = office_tile_set_property;
  object_class->dispose = office_tile_dispose;

  properties[PROP_OFFICE_NAME] = g_param_spec_string (
      "office-name", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
office_tile_init (OfficeTile *self)
{
  self->label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "office-tile");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * office_tile_new:
 * @name: (nullable): the office's name
 *
 * Returns: (transfer floating): a tile with its initials
 */
GtkWidget *
office_tile_new (const char *name)
{
  return g_object_new (OFFICE_TYPE_TILE, "office-name", name, NULL);
}

/**
 * office_tile_set_name:
 * @name: (nullable): the office's name
 */
void
office_tile_set_name (OfficeTile *self, const char *name)
{
  g_autofree char *initials = NULL;

  g_return_if_fail (OFFICE_IS_TILE (self));

  if (g_strcmp0 (name, self->name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  initials = initials_of (name != NULL ? name : "");
  gtk_label_set_label (GTK_LABEL (self->label), initials);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OFFICE_NAME]);
}
