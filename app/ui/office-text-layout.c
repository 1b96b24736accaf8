/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A wrapping GtkLabel measures its text at many widths before it knows its own; with sixty long messages that takes
 * seconds. This widget breaks lines once without a width, to know how wide the text would like to be, and once for each
 * narrower width that it is given; what came out is kept. Text that fits is never broken a second time, which also makes
 * right-to-left text exactly as wide as it is, so that it stands beside its author.
 */
#include "office-text-private.h"

#define LINE_SPACING      1.22f
#define CODE_LINE_SPACING 1.25f

static const char *const color_names[OFFICE_TEXT_N_COLORS] = {
  [OFFICE_TEXT_COLOR_PILL] = "office_blue_fg", [OFFICE_TEXT_COLOR_PILL_BACKGROUND] = "office_pill_bg",
  [OFFICE_TEXT_COLOR_LINK] = "accent_color",   [OFFICE_TEXT_COLOR_ASIDE] = "office_dim",
  [OFFICE_TEXT_COLOR_CODE] = "office_soft",    [OFFICE_TEXT_COLOR_SELECTION] = "office_selection_bg",
};

static void
insert_attribute (PangoAttrList *attributes, const OfficeSpan *span, PangoAttribute *attribute)
{
  attribute->start_index = span->start;
  attribute->end_index = span->end;
  pango_attr_list_insert (attributes, attribute);
}

static void
insert_foreground (PangoAttrList *attributes, const OfficeSpan *span, const GdkRGBA *color)
{
  insert_attribute (attributes, span,
                    pango_attr_foreground_new (color->red * 65535, color->green * 65535, color->blue * 65535));
  if (color->alpha < 1)
    insert_attribute (attributes, span, pango_attr_foreground_alpha_new (color->alpha * 65535));
}

static void
add_attributes (OfficeText *self, PangoAttrList *attributes, const OfficeSpan *span)
{
  switch (span->kind)
    {
    case OFFICE_SPAN_BOLD:
      insert_attribute (attributes, span, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
      break;
    case OFFICE_SPAN_ITALIC:
      insert_attribute (attributes, span, pango_attr_style_new (PANGO_STYLE_ITALIC));
      break;
    case OFFICE_SPAN_CODE:
      insert_attribute (attributes, span, pango_attr_family_new ("monospace"));
      insert_attribute (attributes, span, pango_attr_scale_new (10.0 / 11.0));
      break;
    case OFFICE_SPAN_LINK:
      insert_foreground (attributes, span, &self->colors[OFFICE_TEXT_COLOR_LINK]);
      insert_attribute (attributes, span, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE));
      break;
    case OFFICE_SPAN_PERSON:
    case OFFICE_SPAN_TASK:
      insert_foreground (attributes, span, &self->colors[OFFICE_TEXT_COLOR_PILL]);
      insert_attribute (attributes, span, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
      insert_attribute (attributes, span, pango_attr_allow_breaks_new (FALSE));
      insert_attribute (attributes, span, pango_attr_insert_hyphens_new (FALSE));
      break;
    case OFFICE_SPAN_ASIDE:
      insert_foreground (attributes, span, &self->colors[OFFICE_TEXT_COLOR_ASIDE]);
      insert_attribute (attributes, span, pango_attr_scale_new (9.0 / 11.0));
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * office_text_forget_sizes:
 *
 * What is measured next is measured anew.
 */
void
office_text_forget_sizes (OfficeText *self)
{
  self->natural_width = self->wrapped_width = -1;
}

/**
 * office_text_update_attributes:
 *
 * Brings the colors into the layout, which there must be.
 */
void
office_text_update_attributes (OfficeText *self)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  for (guint i = 0; i < self->block->spans->len; i++)
    add_attributes (self, attributes, &g_array_index (self->block->spans, OfficeSpan, i));
  pango_layout_set_attributes (self->layout, attributes);
}

/**
 * office_text_read_colors:
 *
 * Returns: whether a color of the style is another one now
 */
gboolean
office_text_read_colors (OfficeText *self)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  gboolean changed = FALSE;

  for (guint i = 0; i < OFFICE_TEXT_N_COLORS; i++)
    {
      GdkRGBA color;

      if (!gtk_style_context_lookup_color (style, color_names[i], &color))
        gtk_style_context_get_color (style, &color);
      if (gdk_rgba_equal (&color, &self->colors[i]))
        continue;
      self->colors[i] = color;
      changed = TRUE;
    }
  return changed;
}

static void
ensure_layout (OfficeText *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));

  if (self->layout == NULL)
    {
      office_text_read_colors (self);
      self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->block->text);
      pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_line_spacing (self->layout, self->block->code ? CODE_LINE_SPACING : LINE_SPACING);
      office_text_update_attributes (self);
      self->layout_width = -1;
      office_text_forget_sizes (self);
    }
  if (self->serial != pango_context_get_serial (context))
    {
      self->serial = pango_context_get_serial (context);
      office_text_forget_sizes (self);
    }
}

static void
break_lines (OfficeText *self, int width, int *broken_width, int *height)
{
  pango_layout_set_width (self->layout, width < 0 ? -1 : width * PANGO_SCALE);
  pango_layout_get_pixel_size (self->layout, broken_width, height);
  self->layout_width = width;
  self->n_passes++;
}

/**
 * office_text_ensure_natural:
 *
 * Finds out how large the text is unbroken.
 */
void
office_text_ensure_natural (OfficeText *self)
{
  ensure_layout (self);
  if (self->natural_width >= 0)
    return;
  break_lines (self, -1, &self->natural_width, &self->natural_height);
}

/**
 * office_text_ensure_width:
 * @width: pixels, or -1
 *
 * Brings the layout to a width.
 *
 * Returns: its height, in pixels
 */
int
office_text_ensure_width (OfficeText *self, int width)
{
  int broken_width;

  office_text_ensure_natural (self);
  if (width < 0 || width >= self->natural_width || self->block->code)
    {
      if (self->layout_width != -1)
        {
          pango_layout_set_width (self->layout, -1);
          self->layout_width = -1;
        }
      return self->natural_height;
    }
  if (self->wrapped_width != width)
    {
      break_lines (self, width, &broken_width, &self->wrapped_height);
      self->wrapped_width = width;
    }
  else if (self->layout_width != width)
    {
      pango_layout_set_width (self->layout, width * PANGO_SCALE);
      self->layout_width = width;
    }
  return self->wrapped_height;
}

/**
 * office_text_get_offset:
 *
 * Text that is narrower than the widget stands at its start, whatever its own direction. Not by "halign": GTK would try
 * dozens of widths.
 *
 * Returns: how far the layout is from the left edge, in pixels
 */
int
office_text_get_offset (OfficeText *self)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self));

  if (gtk_widget_get_direction (GTK_WIDGET (self)) != GTK_TEXT_DIR_RTL || self->layout_width != -1)
    return 0;
  return MAX (0, width - self->natural_width);
}
