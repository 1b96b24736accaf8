/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-state-icon.h"

#include <glib/gi18n-lib.h>

struct _OfficeStateIcon {
  GtkWidget parent_instance;

  GtkWidget *image;
  OfficeColumnState state;
};

G_DEFINE_FINAL_TYPE (OfficeStateIcon, office_state_icon, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_STATE, N_PROPS };

static GParamSpec *properties[N_PROPS];

static const struct {
  const char *icon;
  const char *css_class;
  const char *name;
} looks[] = {
  [OFFICE_STATE_OPEN] = { "office-open-symbolic", "state-open", N_ ("Open") },
  [OFFICE_STATE_DOING] = { "office-doing-symbolic", "state-doing", N_ ("In progress") },
  [OFFICE_STATE_DONE] = { "office-done-symbolic", "state-done", N_ ("Done") },
};

static void
update (OfficeStateIcon *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (self->image, looks[i].css_class);
  gtk_widget_add_css_class (self->image, looks[self->state].css_class);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->image), looks[self->state].icon);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (looks[self->state].name),
                                  -1);
}

static void
office_state_icon_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STATE)
    g_value_set_enum (value, OFFICE_STATE_ICON (object)->state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
office_state_icon_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STATE)
    office_state_icon_set_state (OFFICE_STATE_ICON (object), g_value_get_enum (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
office_state_icon_dispose (GObject *object)
{
  g_clear_pointer (&OFFICE_STATE_ICON (object)->image, gtk_widget_unparent);
  G_OBJECT_CLASS (office_state_icon_parent_class)->dispose (object);
}

static void
office_state_icon_class_init (OfficeStateIconClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = office_state_icon_get_property;
  object_class->set_property = office_state_icon_set_property;
  object_class->dispose = office_state_icon_dispose;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, office_column_state_get_type (), OFFICE_STATE_OPEN,
                                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
office_state_icon_init (OfficeStateIcon *self)
{
  self->image = gtk_image_new ();
  gtk_image_set_pixel_size (GTK_IMAGE (self->image), 16);
  gtk_widget_set_parent (self->image, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  update (self);
}

/**
 * office_state_icon_new:
 *
 * Returns: (transfer floating): the sign of an open task, 16 pixels wide
 */
GtkWidget *
office_state_icon_new (void)
{
  return g_object_new (OFFICE_TYPE_STATE_ICON, NULL);
}

/**
 * office_state_icon_set_state:
 * @state: what to show; an unknown value is shown as open
 */
void
office_state_icon_set_state (OfficeStateIcon *self, OfficeColumnState state)
{
  g_return_if_fail (OFFICE_IS_STATE_ICON (self));

  if ((gsize) state >= G_N_ELEMENTS (looks))
    state = OFFICE_STATE_OPEN;
  if (state == self->state)
    return;
  self->state = state;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * office_state_icon_set_size:
 * @size: width and height, in pixels
 */
void
office_state_icon_set_size (OfficeStateIcon *self, int size)
{
  g_return_if_fail (OFFICE_IS_STATE_ICON (self));
  g_return_if_fail (size > 0);

  gtk_image_set_pixel_size (GTK_IMAGE (self->image), size);
}
