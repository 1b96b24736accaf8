/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-text-private.h"

#include <string.h>

#define SMALLEST_WIDTH 40
#define RULE_WIDTH     380 /* of a line across, where there is room */
#define RULE_HEIGHT    9
#define PILL_RADIUS    6

typedef void (*RectangleFunc) (OfficeText *self, const graphene_rect_t *rectangle, gpointer data);

G_DEFINE_FINAL_TYPE (OfficeText, office_text, GTK_TYPE_WIDGET)

/* Calls @func for each rectangle, a line at the most, that the bytes from @start to @end take; as high as the font. */
static void
foreach_rectangle (OfficeText *self, guint start, guint end, RectangleFunc func, gpointer data)
{
  PangoContext *context = pango_layout_get_context (self->layout);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  const int ascent = pango_font_metrics_get_ascent (metrics), descent = pango_font_metrics_get_descent (metrics);
  PangoLayoutIter *iter = pango_layout_get_iter (self->layout);

  do
    {
      PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
      const guint line_start = line->start_index, line_end = line->start_index + line->length;
      const int baseline = pango_layout_iter_get_baseline (iter);
      g_autofree int *ranges = NULL;
      int n_ranges;

      if (line_end < start || line_start >= end)
        continue;
      pango_layout_line_get_x_ranges (line, MAX (start, line_start), MIN (end, line_end), &ranges, &n_ranges);
      for (int i = 0; i < n_ranges; i++)
        {
          const float x = (float) ranges[2 * i] / PANGO_SCALE;
          float right;

          /* Pieces of one line that touch, as those of different fonts do, are one. */
          while (i + 1 < n_ranges && ABS (ranges[2 * i + 2] - ranges[2 * i + 1]) <= PANGO_SCALE)
            i++;
          right = (float) ranges[2 * i + 1] / PANGO_SCALE;
          func (self,
                &GRAPHENE_RECT_INIT (x, (float) (baseline - ascent) / PANGO_SCALE, right - x,
                                     (float) (ascent + descent) / PANGO_SCALE),
                data);
        }
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  pango_font_metrics_unref (metrics);
}

typedef struct {
  GtkSnapshot *snapshot;
  const GdkRGBA *color;
  float radius;
  float grow;
} Fill;

static void
fill_rectangle (OfficeText *self, const graphene_rect_t *rectangle, gpointer data)
{
  const Fill *fill = data;
  graphene_rect_t bounds = *rectangle;
  GskRoundedRect rounded;

  graphene_rect_inset (&bounds, 0, -fill->grow);
  gsk_rounded_rect_init_from_rect (&rounded, &bounds, fill->radius);
  gtk_snapshot_push_rounded_clip (fill->snapshot, &rounded);
  gtk_snapshot_append_color (fill->snapshot, fill->color, &bounds);
  gtk_snapshot_pop (fill->snapshot);
}

/* The link that the keyboard is on. */
static void
outline_rectangle (OfficeText *self, const graphene_rect_t *rectangle, gpointer data)
{
  const Fill *fill = data;
  const float widths[] = { 2, 2, 2, 2 };
  const GdkRGBA colors[] = { *fill->color, *fill->color, *fill->color, *fill->color };
  graphene_rect_t bounds = *rectangle;
  GskRoundedRect rounded;

  graphene_rect_inset (&bounds, -fill->grow, -fill->grow);
  gsk_rounded_rect_init_from_rect (&rounded, &bounds, fill->radius);
  gtk_snapshot_append_border (fill->snapshot, &rounded, widths, colors);
}

static void
snapshot_spans (OfficeText *self, GtkSnapshot *snapshot)
{
  for (guint i = 0; i < self->block->spans->len; i++)
    {
      const OfficeSpan *span = &g_array_index (self->block->spans, OfficeSpan, i);

      if (office_span_is_pill (span))
        foreach_rectangle (self, span->start, span->end, fill_rectangle,
                           &(Fill){ snapshot, &self->colors[OFFICE_TEXT_COLOR_PILL_BACKGROUND], PILL_RADIUS, 1 });
      else if (span->kind == OFFICE_SPAN_CODE)
        foreach_rectangle (self, span->start, span->end, fill_rectangle,
                           &(Fill){ snapshot, &self->colors[OFFICE_TEXT_COLOR_CODE], 4, 0 });
      if (span->chip != NULL)
        office_text_snapshot_chip (self, snapshot, span);
      if ((int) i == self->focus_span && gtk_widget_has_visible_focus (GTK_WIDGET (self)))
        foreach_rectangle (self, span->start, span->end, outline_rectangle,
                           &(Fill){ snapshot, &self->colors[OFFICE_TEXT_COLOR_LINK], PILL_RADIUS, 2 });
    }
}

static GtkSizeRequestMode
office_text_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
office_text_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                     int *minimum_baseline, int *natural_baseline)
{
  OfficeText *self = OFFICE_TEXT (widget);
  const int inset = office_text_get_inset (self);

  if (orientation == GTK_ORIENTATION_HORIZONTAL && self->block->code)
    {
      office_text_ensure_natural (self);
      *minimum = *natural = self->natural_width + inset;
    }
  else if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      /* It takes the width that it is given. To say how wide it would like to be costs as much as to break its lines. */
      *minimum = *natural = (self->block->rule ? RULE_WIDTH : SMALLEST_WIDTH) + inset;
      *minimum = MIN (*minimum, SMALLEST_WIDTH + inset);
    }
  else if (self->block->rule)
    {
      *minimum = *natural = RULE_HEIGHT;
    }
  else
    {
      *minimum = *natural = office_text_ensure_width (self, for_size < 0 ? -1 : MAX (0, for_size - inset));
    }
}

static void
office_text_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  OfficeText *self = OFFICE_TEXT (widget);
  GdkRGBA color;

  office_text_ensure_width (self, MAX (0, gtk_widget_get_width (widget) - office_text_get_inset (self)));
  office_text_snapshot_lead (self, snapshot);
  if (self->block->rule)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (office_text_get_offset (self), 0));
  snapshot_spans (self, snapshot);
  if (self->anchor != self->cursor)
    foreach_rectangle (self, MIN (self->anchor, self->cursor), MAX (self->anchor, self->cursor), fill_rectangle,
                       &(Fill){ snapshot, &self->colors[OFFICE_TEXT_COLOR_SELECTION], 0, 1 });
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  gtk_snapshot_append_layout (snapshot, self->layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
office_text_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  OfficeText *self = OFFICE_TEXT (widget);

  GTK_WIDGET_CLASS (office_text_parent_class)->css_changed (widget, change);

  if (self->layout == NULL)
    return;
  if (office_text_read_colors (self))
    office_text_update_attributes (self);
  if (self->serial != pango_context_get_serial (gtk_widget_get_pango_context (widget)))
    gtk_widget_queue_resize (widget);
  gtk_widget_queue_draw (widget);
}

static void
office_text_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  OfficeText *self = OFFICE_TEXT (widget);

  GTK_WIDGET_CLASS (office_text_parent_class)->system_setting_changed (widget, setting);

  if (setting != GTK_SYSTEM_SETTING_DPI && setting != GTK_SYSTEM_SETTING_FONT_NAME
      && setting != GTK_SYSTEM_SETTING_FONT_CONFIG)
    return;
  if (self->layout != NULL)
    pango_layout_context_changed (self->layout);
  if (self->marker != NULL)
    pango_layout_context_changed (self->marker);
  office_text_forget_sizes (self);
  gtk_widget_queue_resize (widget);
}

static void
office_text_direction_changed (GtkWidget *widget, GtkTextDirection previous)
{
  OfficeText *self = OFFICE_TEXT (widget);

  GTK_WIDGET_CLASS (office_text_parent_class)->direction_changed (widget, previous);

  g_clear_object (&self->layout);
  g_clear_object (&self->marker);
  gtk_widget_queue_resize (widget);
}

static gboolean
office_text_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  const OfficeSpan *span = keyboard ? NULL : office_text_pick_target (OFFICE_TEXT (widget), x, y);

  if (span == NULL || (span->kind != OFFICE_SPAN_LINK && span->chip == NULL))
    return FALSE;
  gtk_tooltip_set_text (tooltip, span->chip != NULL ? span->chip->told : span->target);
  return TRUE;
}

/* The keyboard comes to links only: for the rest one goes from message to message, and a message's menu copies. */
static gboolean
office_text_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return office_text_move_focus (OFFICE_TEXT (widget), direction);
}

static void
office_text_finalize (GObject *object)
{
  OfficeText *self = OFFICE_TEXT (object);

  g_clear_object (&self->layout);
  g_clear_object (&self->marker);
  g_clear_pointer (&self->tints, g_array_unref);
  g_clear_pointer (&self->block, office_text_block_unref);

  G_OBJECT_CLASS (office_text_parent_class)->finalize (object);
}

static void
office_text_class_init (OfficeTextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = office_text_finalize;
  widget_class->get_request_mode = office_text_get_request_mode;
  widget_class->measure = office_text_measure;
  widget_class->snapshot = office_text_snapshot;
  widget_class->css_changed = office_text_css_changed;
  widget_class->system_setting_changed = office_text_system_setting_changed;
  widget_class->direction_changed = office_text_direction_changed;
  widget_class->focus = office_text_focus;
  widget_class->query_tooltip = office_text_query_tooltip;

  g_signal_new ("target-activated", OFFICE_TYPE_TEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                G_TYPE_INT, G_TYPE_STRING);

  gtk_widget_class_set_css_name (widget_class, "officetext");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
office_text_init (OfficeText *self)
{
  g_autoptr (GPtrArray) nothing = office_text_markup_parse ("");

  self->block = office_text_block_ref (nothing->pdata[0]);
  self->focus_span = -1;
  office_text_forget_sizes (self);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  office_text_watch_pointer (self);
}

/**
 * office_text_new:
 *
 * Returns: (transfer floating): an empty text
 */
GtkWidget *
office_text_new (void)
{
  return g_object_new (OFFICE_TYPE_TEXT, NULL);
}

/* Whether there is anything that tells more when the pointer rests on it. */
static gboolean
has_tooltips (const OfficeTextBlock *block)
{
  for (guint i = 0; i < block->spans->len; i++)
    {
      const OfficeSpan *span = &g_array_index (block->spans, OfficeSpan, i);

      if (span->kind == OFFICE_SPAN_LINK || span->chip != NULL)
        return TRUE;
    }
  return FALSE;
}

/**
 * office_text_set_block:
 * @block: what to show; code is not wrapped
 */
void
office_text_set_block (OfficeText *self, OfficeTextBlock *block)
{
  g_autofree char *spoken = NULL;

  g_return_if_fail (OFFICE_IS_TEXT (self));
  g_return_if_fail (block != NULL);

  office_text_block_ref (block);
  office_text_block_unref (self->block);
  self->block = block;
  self->anchor = self->cursor = 0;
  self->n_passes = 0;
  self->focus_span = -1;
  g_clear_object (&self->layout);
  g_clear_object (&self->marker);
  g_clear_pointer (&self->tints, g_array_unref);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), has_tooltips (block));
  spoken = office_text_block_dup_spoken (block, 0, G_MAXUINT);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * office_text_get_block:
 *
 * Returns: (transfer none): what it shows
 */
OfficeTextBlock *
office_text_get_block (OfficeText *self)
{
  g_return_val_if_fail (OFFICE_IS_TEXT (self), NULL);

  return self->block;
}

/**
 * office_text_set_most_lines:
 * @lines: so many lines of code are shown at the most; 0: all
 *
 * What is not shown can be selected all the same.
 */
void
office_text_set_most_lines (OfficeText *self, guint lines)
{
  g_return_if_fail (OFFICE_IS_TEXT (self));

  self->most_lines = lines;
  gtk_widget_set_overflow (GTK_WIDGET (self), lines > 0 ? GTK_OVERFLOW_HIDDEN : GTK_OVERFLOW_VISIBLE);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * office_text_join_quotes:
 * @quotes: in so many quotes the block above stands, too
 *
 * Lets the bars of quotes reach up to the block above, through the margin between them.
 */
void
office_text_join_quotes (OfficeText *self, guint quotes)
{
  g_return_if_fail (OFFICE_IS_TEXT (self));

  self->joined_quotes = quotes;
}

/**
 * office_text_set_tints:
 * @tints: (nullable) (element-type OfficeTint): how pieces of it are shown; until the block is set again
 */
void
office_text_set_tints (OfficeText *self, GArray *tints)
{
  g_return_if_fail (OFFICE_IS_TEXT (self));

  g_clear_pointer (&self->tints, g_array_unref);
  self->tints = tints != NULL ? g_array_ref (tints) : NULL;
  if (self->layout != NULL)
    office_text_update_attributes (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * office_text_dup_plain:
 *
 * Returns: (transfer full): the whole text as it is read
 */
char *
office_text_dup_plain (OfficeText *self)
{
  g_return_val_if_fail (OFFICE_IS_TEXT (self), NULL);

  return office_text_block_dup_plain (self->block, 0, G_MAXUINT);
}

/**
 * office_text_dup_selection:
 *
 * Returns: (transfer full) (nullable): what is selected, as it is read
 */
char *
office_text_dup_selection (OfficeText *self)
{
  g_return_val_if_fail (OFFICE_IS_TEXT (self), NULL);

  if (self->anchor == self->cursor)
    return NULL;
  return office_text_block_dup_plain (self->block, MIN (self->anchor, self->cursor), MAX (self->anchor, self->cursor));
}

/**
 * office_text_select:
 * @start: first byte of the block's text, at the start of a character
 * @end: the byte after the last
 */
void
office_text_select (OfficeText *self, guint start, guint end)
{
  const guint length = strlen (self->block->text);

  g_return_if_fail (OFFICE_IS_TEXT (self));

  office_text_set_selection (self, MIN (start, length), MIN (end, length));
}

/**
 * office_text_find_nearest:
 * @x: pixels from the widget's left edge
 * @y: pixels from its top
 *
 * Returns: the edge between two characters that is nearest to the point, as a byte of the block's text
 */
guint
office_text_find_nearest (OfficeText *self, double x, double y)
{
  guint index;

  g_return_val_if_fail (OFFICE_IS_TEXT (self), 0);

  if (y < 0)
    return 0;
  if (y > gtk_widget_get_height (GTK_WIDGET (self)))
    return strlen (self->block->text);
  office_text_find_index (self, x, y, TRUE, &index);
  return index;
}

/**
 * office_text_pick_target:
 * @x: pixels from the widget's left edge
 * @y: pixels from its top
 *
 * Returns: (transfer none) (nullable): the link, person or task there; valid until the text is set again
 */
const OfficeSpan *
office_text_pick_target (OfficeText *self, double x, double y)
{
  guint index;

  g_return_val_if_fail (OFFICE_IS_TEXT (self), NULL);

  return office_text_find_index (self, x, y, FALSE, &index) ? office_text_block_find_target (self->block, index) : NULL;
}

/**
 * office_text_get_n_layout_passes:
 *
 * Returns: how often lines were broken since the text was set
 */
guint
office_text_get_n_layout_passes (OfficeText *self)
{
  g_return_val_if_fail (OFFICE_IS_TEXT (self), 0);

  return self->n_passes;
}
